using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ArchiveMigration.FastTransfer;

/// <summary>The inner layer: what definitions, lengths and counts mean.</summary>
public sealed partial class FastTransferReader
{
    private const ushort BooleanType = 0x000B;

    private char[] nameText = [];
    private int nameLength;

    /// <summary>The property set of the last property; meaningful when its tag is named.</summary>
    public Guid NameSet { get; private set; }

    /// <summary>The number that names the last property; meaningful when its tag is named and <see cref="NameText"/> is empty.</summary>
    public uint NameLid { get; private set; }

    /// <summary>Whether the last property is named by a text instead of a number.</summary>
    public bool HasNameText { get; private set; }

    /// <summary>The text that names the last property, or nothing; valid until the next call of <see cref="Read"/>.</summary>
    public ReadOnlySpan<char> NameText => nameText.AsSpan(0, nameLength);

    /// <summary>The name of the last property as a value to keep, or null when its tag is not named. Allocates for a text.</summary>
    public PropertyName? GetName() =>
        !Tag.IsNamed ? null
        : HasNameText ? new PropertyName(NameSet, NameText.ToString())
        : new PropertyName(NameSet, NameLid);

    /// <summary>Interprets a marker or definition. True for a marker.</summary>
    private bool Define(ReadOnlySpan<byte> definition)
    {
        var tag = BinaryPrimitives.ReadUInt32LittleEndian(definition);
        hasContent = true;
        if (WellKnownTags.MayBeMeta(tag) && IsElementOfItsOwn(tag, out var isMarker))
        {
            return isMarker;
        }

        Tag = new PropertyTag(tag);
        if (!WireType.TryGet((ushort)tag, out var layout) || tag <= ushort.MaxValue)
        {
            FailProperty(FastTransferFault.Property, "has an unknown or ambiguous type", definition.Length);
        }

        this.layout = layout;
        Require(grammar.Property(tag), definition.Length);
        if (definition.Length > PropertyDefinitionLayout.TagSize)
        {
            TakeName(definition[PropertyDefinitionLayout.TagSize..]);
        }

        step = layout.Shape switch
        {
            WireShape.Fixed => Step.FixedValue,
            WireShape.Variable => Step.Length,
            _ => Step.Count,
        };
        return false;
    }

    private bool IsElementOfItsOwn(uint tag, out bool isMarker)
    {
        isMarker = false;
        switch ((Marker)tag)
        {
            case Marker.NewAttachment or Marker.EndAttachment or Marker.StartEmbeddedMessage or Marker.EndEmbeddedMessage
                or Marker.StartRecipient or Marker.EndRecipient:
                Marker = (Marker)tag;
                Require(grammar.Mark(Marker), sizeof(uint));
                isMarker = true;
                return true;

            case (Marker)WellKnownTags.FXDelProp:
                step = Step.DeletedTag;
                return true;
        }

        if (WellKnownTags.ForeignElement(tag) is { } foreign)
        {
            Fail(FastTransferFault.ForeignElement, $"{foreign} ({new PropertyTag(tag)}) in an item", sizeof(uint));
        }

        return false;
    }

    private void TakeName(ReadOnlySpan<byte> name)
    {
        NameSet = new Guid(name[..PropertyNameLayout.GuidSize]);
        var rest = name[PropertyNameLayout.HeadSize..];
        HasNameText = name[PropertyNameLayout.GuidSize] == PropertyNameLayout.NameKind;
        if (!HasNameText)
        {
            nameLength = 0;
            NameLid = BinaryPrimitives.ReadUInt32LittleEndian(rest);
            return;
        }

        nameLength = (rest.Length / sizeof(char)) - 1;
        if (nameText.Length < nameLength)
        {
            nameText = new char[Math.Max(nameLength, 64)];
        }

        Utf16.ReadCharacters(rest[..(nameLength * sizeof(char))], nameText);
    }

    private FastTransferElement CheckFixed(ReadOnlySpan<byte> value)
    {
        ValueLength = (uint)value.Length;
        ValueOffset = ContentTaken - value.Length;
        if (Tag.Type == BooleanType && BinaryPrimitives.ReadUInt16LittleEndian(value) > 1)
        {
            FailProperty(FastTransferFault.Value, "is a truth value of neither 0 nor 1", value.Length);
        }

        return CountValue(Step.FixedValue);
    }

    private FastTransferElement BeginValue(ReadOnlySpan<byte> length)
    {
        ValueLength = BinaryPrimitives.ReadUInt32LittleEndian(length);
        ValueOffset = ContentTaken;
        valueLeft = ValueLength;
        if ((valueLeft & 1) != 0 && Utf16.IsTypeOf(Tag))
        {
            FailProperty(FastTransferFault.Value, "is a UTF-16 text with an odd number of bytes", sizeof(uint));
        }

        return CountValue(Step.Length);
    }

    /// <summary>Moves on after a value was met, which is the property's only one when the step is <paramref name="ofSingle"/>.</summary>
    private FastTransferElement CountValue(Step ofSingle)
    {
        if (step == ofSingle)
        {
            ValueCount = 1;
            step = Step.Definition;
            return FastTransferElement.Property;
        }

        if (--itemsLeft == 0)
        {
            step = Step.Definition;
        }

        return FastTransferElement.Item;
    }

    private void BeginItems(ReadOnlySpan<byte> count)
    {
        itemsLeft = BinaryPrimitives.ReadUInt32LittleEndian(count);
        ValueCount = itemsLeft;
        ValueLength = 0;
        ValueOffset = ContentTaken;
        step = itemsLeft == 0 ? Step.Definition
            : layout.Shape == WireShape.MultipleFixed ? Step.FixedItem
            : Step.ItemLength;
    }

    private void Delete(ReadOnlySpan<byte> deleted)
    {
        DeletedTag = new PropertyTag(BinaryPrimitives.ReadUInt32LittleEndian(deleted));
        Require(grammar.DeleteProperty(DeletedTag.Value), sizeof(uint));
        step = Step.Definition;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Require(string? violation, int back)
    {
        if (violation is not null)
        {
            Fail(FastTransferFault.Syntax, violation, back);
        }
    }

    [DoesNotReturn]
    private void FailProperty(FastTransferFault fault, string reason, int back) => Fail(fault, $"property {Tag} {reason}", back);
}

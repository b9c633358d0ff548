using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Copies an item that goes by in pieces, with the patches of a plan in it, into new records: each as full as whole atoms
/// allow, so that the result does not depend on the records and pieces the item came in.
/// </summary>
internal sealed class PatchingCopier(FastTransferReader reader, AddressPlan plan, Func<FastTransferVersion, IRecordOutput> open, ElementDigest? digest)
{
    private readonly FastTransferReader reader = reader;
    private IRecordOutput? records;
    private int nextPatch;
    private bool isSkipping;
    private bool isOther;
    private int oldStart;

    /// <summary>Takes the next bytes of the item.</summary>
    public void Push(ReadOnlySpan<byte> piece)
    {
        while (true)
        {
            switch (reader.Read(ref piece, out var value))
            {
                case FastTransferElement.None:
                    return;

                case FastTransferElement.Header:
                    digest?.AddHeader(reader);
                    records = open(reader.Version);
                    break;

                case FastTransferElement.Marker:
                    digest?.AddMarker(reader);
                    WriteUInt32((uint)reader.Marker);
                    break;

                case FastTransferElement.DeleteProperty:
                    digest?.AddDeleteProperty(reader);
                    WriteUInt32(WellKnownTags.FXDelProp);
                    WriteUInt32(reader.DeletedTag.Value);
                    break;

                case FastTransferElement.Property when IsRemoved(value):
                    break;

                case FastTransferElement.Property:
                    digest?.AddProperty(reader);
                    WriteDefinition();
                    if (reader.Layout.IsMultiple)
                    {
                        WriteUInt32(reader.ValueCount);
                    }
                    else
                    {
                        BeginValue(value);
                    }

                    break;

                case FastTransferElement.Item:
                    BeginValue(value);
                    break;

                case FastTransferElement.ValueBytes when isSkipping:
                    CompareOld(value);
                    break;

                case FastTransferElement.ValueBytes:
                    digest?.AddBytes(value);
                    records!.Bytes(value);
                    break;
            }
        }
    }

    /// <summary>Tells that the item is all there. False when it was not the one the plan is for.</summary>
    public bool Complete()
    {
        reader.Complete();
        records!.FlushRecord();
        return !isOther && nextPatch == plan.PatchCount && reader.ContentTaken == plan.ContentLength;
    }

    /// <summary>Whether the plan takes the property out; then it is passed over, with its value.</summary>
    private bool IsRemoved(ReadOnlySpan<byte> value)
    {
        if (nextPatch == plan.PatchCount || !plan.Patches[nextPatch].IsRemoval || plan.Patches[nextPatch].Start != reader.ElementOffset)
        {
            return false;
        }

        ref readonly var patch = ref plan.Patches[nextPatch++];
        isOther |= reader.Tag != patch.Removed || reader.ValueOffset != patch.Offset || reader.ValueLength != patch.OldLength;
        if (!isOther)
        {
            isSkipping = true;
            oldStart = patch.OldStart;
            CompareOld(value);
        }

        return !isOther;
    }

    private void BeginValue(ReadOnlySpan<byte> value)
    {
        var isFixed = reader.Layout.Shape is WireShape.Fixed or WireShape.MultipleFixed;
        isSkipping = false;
        if (nextPatch < plan.PatchCount && plan.Patches[nextPatch].Offset == reader.ValueOffset)
        {
            ref readonly var patch = ref plan.Patches[nextPatch++];
            isOther |= reader.ValueLength != patch.OldLength || isFixed != patch.IsFixed || patch.IsRemoval;
            if (!isOther)
            {
                isSkipping = true;
                oldStart = patch.OldStart;
                CompareOld(value);
                WriteValue(isFixed, (uint)patch.NewLength, plan.BytesOf(patch));
                return;
            }
        }

        WriteValue(isFixed, reader.ValueLength, value);
    }

    private void WriteValue(bool isFixed, uint length, ReadOnlySpan<byte> value)
    {
        digest?.AddValue(length);
        digest?.AddBytes(value);
        if (isFixed)
        {
            value.CopyTo(records!.Atom(value.Length));
            return;
        }

        WriteUInt32(length);
        records!.Bytes(value);
    }

    /// <summary>Compares bytes of a value that is replaced with those that the plan saw there.</summary>
    private void CompareOld(ReadOnlySpan<byte> value)
    {
        isOther = isOther || !plan.NewBytes[oldStart, value.Length].SequenceEqual(value);
        oldStart += value.Length;
    }

    private void WriteDefinition()
    {
        var tag = reader.Tag;
        if (!tag.IsNamed)
        {
            WriteUInt32(tag.Value);
            return;
        }

        var nameSize = reader.HasNameText ? Utf16.SizeOf(reader.NameText) : sizeof(uint);
        var atom = records!.Atom(PropertyDefinitionLayout.NameOffset + nameSize);
        BinaryPrimitives.WriteUInt32LittleEndian(atom, tag.Value);
        var name = atom[PropertyDefinitionLayout.TagSize..];
        reader.NameSet.TryWriteBytes(name);
        name[PropertyNameLayout.GuidSize] = reader.HasNameText ? PropertyNameLayout.NameKind : PropertyNameLayout.LidKind;
        if (reader.HasNameText)
        {
            Utf16.Write(reader.NameText, name[PropertyNameLayout.HeadSize..]);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(name[PropertyNameLayout.HeadSize..], reader.NameLid);
        }
    }

    private void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(records!.Atom(sizeof(uint)), value);
}

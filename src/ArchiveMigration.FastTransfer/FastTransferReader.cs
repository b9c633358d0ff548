using System.Runtime.CompilerServices;

namespace ArchiveMigration.FastTransfer;

/// <summary>
/// Reads one item incrementally and strictly. Input comes in pieces of any size; atoms that a piece cuts are kept (2 KB at most),
/// values are never: they are handed out as slices of the input, so that memory stays bounded whatever lengths the stream
/// claims and an attachment's bytes are not even touched. Nothing is allocated per property. Whatever is not exactly
/// an item by MS-OXCFXICS 2.2.4 and the record layout of known exports ends in a <see cref="FastTransferFormatException"/>.
/// </summary>
/// <example>
/// <code>
/// foreach (var piece in pieces)
/// {
///     var input = piece.Span;
///     while (reader.Read(ref input, out var value) is var element and not FastTransferElement.None) { … }
/// }
/// reader.Complete();
/// </code>
/// </example>
public sealed partial class FastTransferReader
{
    private ItemGrammar grammar;
    private Step step;
    private WireType layout;
    private uint valueLeft;
    private uint itemsLeft;
    private bool hasContent;
    private FastTransferFormatException? failure;

    private enum Step : byte
    {
        Header,
        Definition,
        FixedValue,
        Length,
        Count,
        FixedItem,
        ItemLength,
        DeletedTag,
    }

    /// <summary>The server version in the item's header.</summary>
    public FastTransferVersion Version { get; private set; }

    /// <summary>The last marker read.</summary>
    public Marker Marker { get; private set; }

    /// <summary>The tag of the last property read, also while its values are.</summary>
    public PropertyTag Tag { get; private set; }

    /// <summary>The value layout of the last property read.</summary>
    public WireType Layout => layout;

    /// <summary>The value of the last <see cref="FastTransferElement.DeleteProperty"/>.</summary>
    public PropertyTag DeletedTag { get; private set; }

    /// <summary>Bytes of the value of the last property, or of its last item, in all.</summary>
    public uint ValueLength { get; private set; }

    /// <summary>Bytes of that value still to come as <see cref="FastTransferElement.ValueBytes"/>; 0 when it is complete.</summary>
    public uint ValueBytesLeft => valueLeft;

    /// <summary>How many values the last property has: 1, or the number a multi-valued one announces.</summary>
    public uint ValueCount { get; private set; }

    /// <summary>How many values of a multi-valued property are still to come after the present one.</summary>
    public uint ItemsLeft => itemsLeft;

    /// <summary>How many recipients, attachments and embedded messages are open; 0 at the level of the item itself.</summary>
    public int Depth => grammar.Depth;

    /// <summary>Where the last marker or property begins, in bytes of the content (without any records' headers).</summary>
    public long ElementOffset { get; private set; }

    /// <summary>Where the last value begins, in bytes of the content, after its length.</summary>
    public long ValueOffset { get; private set; }

    /// <summary>Bytes of the item taken so far, headers of records included.</summary>
    public long BytesTaken => ContentTaken + overheadTaken + pendingCount;

    /// <summary>
    /// Reads the next element and moves <paramref name="input"/> behind it. When that is <see cref="FastTransferElement.None"/>
    /// all of the input was taken, and a cut atom was kept.
    /// </summary>
    /// <param name="input">The bytes that follow those taken before.</param>
    /// <param name="value">The value's bytes that belong to the element; valid until the next call.</param>
    /// <exception cref="FastTransferFormatException">The bytes are not an item; every further call throws the same.</exception>
    public FastTransferElement Read(scoped ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> value)
    {
        if (failure is not null)
        {
            throw failure;
        }

        return TryReadAtOnce(ref input, out value, out var element) ? element : ReadStepwise(ref input, out value);
    }

    /// <summary>Reads on, atom by atom, each of which may lie in several pieces of input.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private FastTransferElement ReadStepwise(scoped ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> value)
    {
        while (true)
        {
            if (recordLeft == 0)
            {
                var header = OpenRecord(ref input, out var isOpen);
                if (!isOpen)
                {
                    value = default;
                    return header;
                }
            }

            if (valueLeft != 0)
            {
                value = TakeValue(ref input);
                return value.IsEmpty ? FastTransferElement.None : FastTransferElement.ValueBytes;
            }

            var atom = step switch
            {
                Step.Definition => TakeDefinition(ref input),
                Step.FixedValue or Step.FixedItem => Take(ref input, layout.Size),
                _ => Take(ref input, sizeof(uint)),
            };
            if (atom.IsEmpty)
            {
                value = default;
                return FastTransferElement.None;
            }

            switch (step)
            {
                case Step.Definition:
                    if (Define(atom))
                    {
                        value = default;
                        return FastTransferElement.Marker;
                    }

                    break;

                case Step.FixedValue or Step.FixedItem:
                    value = atom;
                    return CheckFixed(atom);

                case Step.Length or Step.ItemLength:
                    var begun = BeginValue(atom);
                    value = TakeValue(ref input);
                    return begun;

                case Step.Count:
                    BeginItems(atom);
                    value = default;
                    return FastTransferElement.Property;

                case Step.DeletedTag:
                    Delete(atom);
                    value = default;
                    return FastTransferElement.DeleteProperty;
            }
        }
    }

    /// <summary>Tells that there is no more input.</summary>
    /// <exception cref="FastTransferFormatException">The item is not complete.</exception>
    public void Complete()
    {
        if (failure is not null)
        {
            throw failure;
        }

        if (step == Step.Header)
        {
            CheckHeader(pending.AsSpan(0, Math.Min(pendingCount, RecordLayout.ItemHeaderSize)));
            Fail(FastTransferFault.Truncated, "the stream ends in the item's header");
        }

        if (recordLeft != 0 || pendingCount != 0)
        {
            Fail(FastTransferFault.Truncated, "the stream ends inside a record");
        }

        if (valueLeft != 0 || step != Step.Definition)
        {
            Fail(FastTransferFault.Truncated, "the stream ends inside a property");
        }

        if (grammar.Depth != 0 || !hasContent)
        {
            Fail(
                FastTransferFault.Truncated,
                hasContent ? $"the stream ends with {grammar.Depth} recipients, attachments or embedded messages open" : "the item has no content");
        }
    }

    /// <summary>Makes the reader ready for another item.</summary>
    public void Reset()
    {
        grammar.Reset();
        step = Step.Header;
        valueLeft = 0;
        itemsLeft = 0;
        hasContent = false;
        failure = null;
        recordLeft = 0;
        pendingCount = 0;
        recordEnd = 0;
        overheadTaken = 0;
    }
}

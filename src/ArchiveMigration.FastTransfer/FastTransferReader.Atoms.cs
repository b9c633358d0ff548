namespace ArchiveMigration.FastTransfer;

/// <summary>Takes atoms and value bytes out of records, across any cuts of the input.</summary>
public sealed partial class FastTransferReader
{
    /// <summary>Bytes of the largest fixed-size value.</summary>
    private const int LargestNumber = 16;

    private byte[] pending = new byte[RecordLayout.ItemHeaderSize];
    private int pendingCount;

    /// <summary>
    /// Reads a property, the value of which begins in the input: nearly every one. It takes the input once instead of atom after
    /// atom, and thereby sets the pace of reading. False when a step has to be taken in the general way.
    /// </summary>
    private bool TryReadAtOnce(scoped ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> value, out FastTransferElement element)
    {
        value = default;
        element = FastTransferElement.None;
        if (step != Step.Definition || valueLeft != 0 || pendingCount != 0)
        {
            return false;
        }

        var window = input[..(int)Math.Min((uint)input.Length, recordLeft)];
        var at = PropertyDefinitionLayout.Measure(window);
        if (at < 0 || at > window.Length - LargestNumber)
        {
            return false;
        }

        ElementOffset = ContentTaken;
        recordLeft -= (uint)at;
        if (Define(window[..at]))
        {
            element = FastTransferElement.Marker;
        }
        else if (step == Step.FixedValue)
        {
            value = window.Slice(at, layout.Size);
            at += value.Length;
            recordLeft -= (uint)value.Length;
            element = CheckFixed(value);
        }
        else if (step == Step.Length)
        {
            recordLeft -= sizeof(uint);
            element = BeginValue(window.Slice(at, sizeof(uint)));
            at += sizeof(uint);
            value = window.Slice(at, (int)Math.Min(valueLeft, (uint)(window.Length - at)));
            at += value.Length;
            recordLeft -= (uint)value.Length;
            valueLeft -= (uint)value.Length;
        }

        input = input[at..];
        return element != FastTransferElement.None;
    }

    /// <summary>Takes an atom of known size, which the record must hold whole. Empty when the input ends before.</summary>
    private ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> input, int size)
    {
        if (recordLeft < (uint)size)
        {
            FailCutAtom();
        }

        ReadOnlySpan<byte> atom;
        if (pendingCount == 0 && input.Length >= size)
        {
            atom = input[..size];
            input = input[size..];
        }
        else
        {
            atom = Gather(ref input, size);
        }

        recordLeft -= (uint)atom.Length;
        return atom;
    }

    /// <summary>Takes a marker or a property's definition, the size of which shows only on the way. Empty when the input ends before.</summary>
    private ReadOnlySpan<byte> TakeDefinition(scoped ref ReadOnlySpan<byte> input)
    {
        var known = pendingCount;
        var added = (int)Math.Min(Math.Min(input.Length, PropertyDefinitionLayout.MaximumSize - known), recordLeft - (uint)known);
        var window = input[..added];
        if (known != 0)
        {
            Keep(window);
            window = pending.AsSpan(0, pendingCount);
        }

        var size = PropertyDefinitionLayout.Measure(window);
        if (size < 0)
        {
            Fail(FastTransferFault.Property, "a property name that is neither a number nor a text of at most 1024 characters");
        }

        if ((uint)size > recordLeft)
        {
            FailCutAtom();
        }

        if (size > window.Length)
        {
            if (known == 0)
            {
                Keep(window);
            }

            input = input[added..];
            return default;
        }

        input = input[(size - known)..];
        pendingCount = 0;
        ElementOffset = ContentTaken;
        recordLeft -= (uint)size;
        return window[..size];
    }

    /// <summary>Takes what the input and the record hold of the value; empty when that is nothing.</summary>
    private ReadOnlySpan<byte> TakeValue(scoped ref ReadOnlySpan<byte> input)
    {
        var size = (int)Math.Min((uint)input.Length, Math.Min(valueLeft, recordLeft));
        var value = input[..size];
        input = input[size..];
        valueLeft -= (uint)size;
        recordLeft -= (uint)size;
        return value;
    }

    /// <summary>Gets so many bytes in one piece, of what is kept of earlier input and what the present has. Empty when that is too little.</summary>
    private ReadOnlySpan<byte> Gather(scoped ref ReadOnlySpan<byte> input, int size)
    {
        var added = Math.Min(input.Length, size - pendingCount);
        Keep(input[..added]);
        input = input[added..];
        if (pendingCount < size)
        {
            return default;
        }

        pendingCount = 0;
        return pending.AsSpan(0, size);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (pendingCount + bytes.Length > pending.Length)
        {
            Array.Resize(ref pending, PropertyDefinitionLayout.MaximumSize);
        }

        bytes.CopyTo(pending.AsSpan(pendingCount));
        pendingCount += bytes.Length;
    }
}

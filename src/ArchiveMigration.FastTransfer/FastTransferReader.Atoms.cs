namespace ArchiveMigration.FastTransfer;

/// <summary>Takes atoms and value bytes out of records, across any cuts of the input.</summary>
public sealed partial class FastTransferReader
{
    /// <summary>Bytes of the largest fixed-size value.</summary>
    private const int LargestNumber = 16;

    private byte[] _pending = new byte[RecordLayout.ItemHeaderSize];
    private int _pendingCount;

    /// <summary>
    /// Reads a property, the value of which begins in the input: nearly every one. It takes the input once instead of atom after
    /// atom, and thereby sets the pace of reading. False when a step has to be taken in the general way.
    /// </summary>
    private bool TryReadAtOnce(scoped ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> value, out FastTransferElement element)
    {
        value = default;
        element = FastTransferElement.None;
        if (_step != Step.Definition || _valueLeft != 0 || _pendingCount != 0)
        {
            return false;
        }

        var window = input[..(int)Math.Min((uint)input.Length, _recordLeft)];
        var at = PropertyDefinitionLayout.Measure(window);
        if (at < 0 || at > window.Length - LargestNumber)
        {
            return false;
        }

        ElementOffset = ContentTaken;
        _recordLeft -= (uint)at;
        if (Define(window[..at]))
        {
            element = FastTransferElement.Marker;
        }
        else if (_step == Step.FixedValue)
        {
            value = window.Slice(at, _layout.Size);
            at += value.Length;
            _recordLeft -= (uint)value.Length;
            element = CheckFixed(value);
        }
        else if (_step == Step.Length)
        {
            _recordLeft -= sizeof(uint);
            element = BeginValue(window.Slice(at, sizeof(uint)));
            at += sizeof(uint);
            value = window.Slice(at, (int)Math.Min(_valueLeft, (uint)(window.Length - at)));
            at += value.Length;
            _recordLeft -= (uint)value.Length;
            _valueLeft -= (uint)value.Length;
        }

        input = input[at..];
        return element != FastTransferElement.None;
    }

    /// <summary>Takes an atom of known size, which the record must hold whole. Empty when the input ends before.</summary>
    private ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> input, int size)
    {
        if (_recordLeft < (uint)size)
        {
            FailCutAtom();
        }

        ReadOnlySpan<byte> atom;
        if (_pendingCount == 0 && input.Length >= size)
        {
            atom = input[..size];
            input = input[size..];
        }
        else
        {
            atom = Gather(ref input, size);
        }

        _recordLeft -= (uint)atom.Length;
        return atom;
    }

    /// <summary>Takes a marker or a property's definition, the size of which shows only on the way. Empty when the input ends before.</summary>
    private ReadOnlySpan<byte> TakeDefinition(scoped ref ReadOnlySpan<byte> input)
    {
        var known = _pendingCount;
        var added = (int)Math.Min(Math.Min(input.Length, PropertyDefinitionLayout.MaximumSize - known), _recordLeft - (uint)known);
        var window = input[..added];
        if (known != 0)
        {
            Keep(window);
            window = _pending.AsSpan(0, _pendingCount);
        }

        var size = PropertyDefinitionLayout.Measure(window);
        if (size < 0)
        {
            Fail(FastTransferFault.Property, "a property name that is neither a number nor a text of at most 1024 characters");
        }

        if ((uint)size > _recordLeft)
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
        _pendingCount = 0;
        ElementOffset = ContentTaken;
        _recordLeft -= (uint)size;
        return window[..size];
    }

    /// <summary>Takes what the input and the record hold of the value; empty when that is nothing.</summary>
    private ReadOnlySpan<byte> TakeValue(scoped ref ReadOnlySpan<byte> input)
    {
        var size = (int)Math.Min((uint)input.Length, Math.Min(_valueLeft, _recordLeft));
        var value = input[..size];
        input = input[size..];
        _valueLeft -= (uint)size;
        _recordLeft -= (uint)size;
        return value;
    }

    /// <summary>Gets so many bytes in one piece, of what is kept of earlier input and what the present has. Empty when that is too little.</summary>
    private ReadOnlySpan<byte> Gather(scoped ref ReadOnlySpan<byte> input, int size)
    {
        var added = Math.Min(input.Length, size - _pendingCount);
        Keep(input[..added]);
        input = input[added..];
        if (_pendingCount < size)
        {
            return default;
        }

        _pendingCount = 0;
        return _pending.AsSpan(0, size);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_pendingCount + bytes.Length > _pending.Length)
        {
            Array.Resize(ref _pending, PropertyDefinitionLayout.MaximumSize);
        }

        bytes.CopyTo(_pending.AsSpan(_pendingCount));
        _pendingCount += bytes.Length;
    }
}

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Reads an item and its mapped form side by side and compares them element by element: they may differ where the plan says, in what it says.</summary>
internal sealed class MappedItemCheck
{
    private readonly FastTransferReader _original = new();
    private readonly FastTransferReader _mapped = new();

    /// <summary>Whether the mapped item is the original with the plan's patches and nothing else. Never throws for any bytes.</summary>
    public bool IsAsPlanned(ReadOnlySpan<byte> original, ReadOnlySpan<byte> mapped, AddressPlan plan)
    {
        _original.Reset();
        _mapped.Reset();
        try
        {
            return Compare(original, mapped, plan);
        }
        catch (FastTransferFormatException)
        {
            return false;
        }
    }

    private bool Compare(ReadOnlySpan<byte> original, ReadOnlySpan<byte> mapped, AddressPlan plan)
    {
        var nextPatch = 0;
        while (true)
        {
            var element = _original.Read(ref original, out var value);
            if (_mapped.Read(ref mapped, out var mappedValue) != element)
            {
                return false;
            }

            switch (element)
            {
                case FastTransferElement.None:
                    _original.Complete();
                    _mapped.Complete();
                    return nextPatch == plan.PatchCount;

                case FastTransferElement.Header when _original.Version != _mapped.Version:
                case FastTransferElement.Marker when _original.Marker != _mapped.Marker:
                case FastTransferElement.DeleteProperty when _original.DeletedTag != _mapped.DeletedTag:
                case FastTransferElement.Property when !IsSameProperty():
                    return false;

                case FastTransferElement.Property when !_original.Layout.IsMultiple:
                case FastTransferElement.Item:
                    var isPatched = nextPatch < plan.PatchCount && plan.Patches[nextPatch].Offset == _original.ValueOffset;
                    var isSame = isPatched
                        ? IsValue(ref mapped, mappedValue, plan.BytesOf(plan.Patches[nextPatch++])) && Skip(ref original)
                        : IsSameValue(ref original, value, ref mapped, mappedValue);
                    if (!isSame)
                    {
                        return false;
                    }

                    break;
            }
        }
    }

    private bool IsSameProperty() =>
        _original.Tag == _mapped.Tag
        && (!_original.Layout.IsMultiple || _original.ValueCount == _mapped.ValueCount)
        && (!_original.Tag.IsNamed || IsSameName());

    private bool IsSameName() =>
        _original.NameSet == _mapped.NameSet
        && _original.HasNameText == _mapped.HasNameText
        && (_original.HasNameText ? _original.NameText.SequenceEqual(_mapped.NameText) : _original.NameLid == _mapped.NameLid);

    private bool IsSameValue(scoped ref ReadOnlySpan<byte> original, ReadOnlySpan<byte> value, scoped ref ReadOnlySpan<byte> mapped, ReadOnlySpan<byte> mappedValue)
    {
        if (_original.ValueLength != _mapped.ValueLength)
        {
            return false;
        }

        while (true)
        {
            var size = Math.Min(value.Length, mappedValue.Length);
            if (!value[..size].SequenceEqual(mappedValue[..size]))
            {
                return false;
            }

            value = value[size..];
            mappedValue = mappedValue[size..];
            var isShort = value.IsEmpty && _original.ValueBytesLeft != 0;
            var isMappedShort = mappedValue.IsEmpty && _mapped.ValueBytesLeft != 0;
            if (!isShort && !isMappedShort)
            {
                return value.IsEmpty && mappedValue.IsEmpty;
            }

            if ((isShort && _original.Read(ref original, out value) == FastTransferElement.None)
                || (isMappedShort && _mapped.Read(ref mapped, out mappedValue) == FastTransferElement.None))
            {
                return false;
            }
        }
    }

    private bool IsValue(scoped ref ReadOnlySpan<byte> mapped, ReadOnlySpan<byte> value, ReadOnlySpan<byte> expected)
    {
        if (_mapped.ValueLength != expected.Length)
        {
            return false;
        }

        while (true)
        {
            if (!expected.StartsWith(value))
            {
                return false;
            }

            expected = expected[value.Length..];
            if (_mapped.ValueBytesLeft == 0)
            {
                return expected.IsEmpty;
            }

            if (_mapped.Read(ref mapped, out value) == FastTransferElement.None)
            {
                return false;
            }
        }
    }

    private bool Skip(scoped ref ReadOnlySpan<byte> original)
    {
        while (_original.ValueBytesLeft != 0)
        {
            if (_original.Read(ref original, out _) == FastTransferElement.None)
            {
                return false;
            }
        }

        return true;
    }
}

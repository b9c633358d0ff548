namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// The values of the present object that can hold addresses, in their order. Exchange's own objects have some dozens of a
/// few hundred bytes each; hostile ones are bounded: each property once, and all of them within <see cref="MaximumBytes"/>.
/// </summary>
internal sealed class AddressCapture
{
    /// <summary>Bytes of a value above which it is no address but left as it is.</summary>
    public const uint MaximumValue = 1 << 20;

    /// <summary>Bytes of all values of an object.</summary>
    public const int MaximumBytes = 8 << 20;

    /// <summary>Values of an object; the items of multi-valued properties count each.</summary>
    public const int MaximumCount = 1 << 16;

    private const int Oversized = -1;

    private readonly int[] firstOfSlot = new int[AddressSlots.Count];
    private readonly ByteArena bytes = new();
    private CapturedValue[] values = new CapturedValue[64];

    /// <summary>Whether any property that can hold an address was met.</summary>
    public bool IsEmpty { get; private set; } = true;

    public int Count { get; private set; }

    /// <summary>A bit for each group that has a property.</summary>
    public uint Groups { get; private set; }

    /// <summary>A bit for each text that has a property.</summary>
    public ulong Texts { get; private set; }

    public ref CapturedValue this[int index] => ref values[index];

    /// <summary>Notes that a property is there. False when it was there before.</summary>
    public bool TryMark(int slot)
    {
        if (firstOfSlot[slot] != 0)
        {
            return false;
        }

        firstOfSlot[slot] = Count + 1;
        IsEmpty = false;
        if (slot < AddressSlots.FirstText)
        {
            Groups |= 1u << AddressSlots.GroupOf(slot);
        }
        else if (slot < AddressSlots.FirstText + AddressSlots.TextCount)
        {
            Texts |= 1UL << (slot - AddressSlots.FirstText);
        }

        return true;
    }

    /// <summary>Whether a value of the property was too large to be an address.</summary>
    public bool IsOversized(int slot) => firstOfSlot[slot] == Oversized;

    /// <summary>Notes that a value of the property is too large.</summary>
    public void MarkOversized(int slot) => firstOfSlot[slot] = Oversized;

    /// <summary>Starts a value; false when there are too many or too large ones in the object.</summary>
    public bool TryBegin(int slot, ushort type, bool isFixed, long offset, int length)
    {
        if (Count == MaximumCount || length > MaximumBytes - bytes.Length)
        {
            return false;
        }

        if (Count == values.Length)
        {
            Array.Resize(ref values, Count * 2);
        }

        ref var value = ref values[Count++];
        value.Slot = slot;
        value.Type = type;
        value.IsFixed = isFixed;
        value.Offset = offset;
        value.Start = bytes.Length;
        value.Length = length;
        value.NewLength = CapturedValue.Unchanged;
        return true;
    }

    /// <summary>Adds bytes to the value begun last.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => this.bytes.Add(bytes);

    /// <summary>The position of the property's first value, or -1 when it has none.</summary>
    public int Find(int slot)
    {
        var index = firstOfSlot[slot] - 1;
        return index >= 0 && index < Count && values[index].Slot == slot ? index : -1;
    }

    /// <summary>How many values the property has from <paramref name="first"/> on.</summary>
    public int CountFrom(int first)
    {
        var end = first;
        while (end >= 0 && end < Count && values[end].Slot == values[first].Slot)
        {
            end++;
        }

        return end - first;
    }

    public ReadOnlySpan<byte> BytesOf(int index) => bytes[values[index].Start, values[index].Length];

    public void Clear()
    {
        Array.Clear(firstOfSlot);
        bytes.Clear();
        Count = 0;
        Groups = 0;
        Texts = 0;
        IsEmpty = true;
    }
}

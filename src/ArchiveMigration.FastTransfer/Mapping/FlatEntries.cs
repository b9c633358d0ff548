using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// The entries of a FlatEntryList (MS-OXCDATA 2.3.3): a count, the bytes that follow, and each entry with its length,
/// followed by what fills it to a multiple of four. Behind the last entry both forms, filled or not, occur.
/// </summary>
internal ref struct FlatEntries
{
    /// <summary>Bytes of count and size.</summary>
    public const int HeadSize = 2 * sizeof(uint);

    private ReadOnlySpan<byte> rest;
    private uint left;

    private FlatEntries(ReadOnlySpan<byte> entries, uint count)
    {
        rest = entries;
        left = count;
    }

    /// <summary>The present entry, without length and filling.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>The bytes that fill up the present entry; none behind the last when the list has none there.</summary>
    public ReadOnlySpan<byte> Filling { get; private set; }

    /// <summary>Whether the present entry is the last.</summary>
    public readonly bool IsLast => left == 0;

    /// <summary>Opens a list that is exactly what its count, size and lengths say. False for any other.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> list, out FlatEntries entries)
    {
        entries = default;
        if (list.Length < HeadSize || BinaryPrimitives.ReadUInt32LittleEndian(list[sizeof(uint)..]) != list.Length - HeadSize)
        {
            return false;
        }

        var opened = new FlatEntries(list[HeadSize..], BinaryPrimitives.ReadUInt32LittleEndian(list));
        entries = opened;
        while (opened.MoveNext())
        {
        }

        return opened.left == 0 && opened.rest.IsEmpty;
    }

    /// <summary>Bytes that fill an entry up to a multiple of four.</summary>
    public static int FillingFor(int length) => -length & 3;

    public bool MoveNext()
    {
        if (left == 0 || rest.Length < sizeof(uint))
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(rest);
        if (length > rest.Length - sizeof(uint))
        {
            return false;
        }

        Current = rest.Slice(sizeof(uint), (int)length);
        rest = rest[(sizeof(uint) + (int)length)..];
        left--;
        var filling = FillingFor((int)length);
        if (left == 0 && rest.IsEmpty)
        {
            filling = 0;
        }

        if (filling > rest.Length)
        {
            left = uint.MaxValue;
            return false;
        }

        Filling = rest[..filling];
        rest = rest[filling..];
        return true;
    }
}

using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Bytes written one after the other, with the positions of which others are found again.</summary>
internal sealed class ByteArena
{
    private const int FirstBytes = 1024;
    private const int KeptBytes = 4 << 20;

    private byte[] bytes = new byte[FirstBytes];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> this[int start, int length] => bytes.AsSpan(start, length);

    /// <summary>Room for so many bytes at the end; valid until the next call. The caller fills all of it.</summary>
    public Span<byte> Take(int length)
    {
        if (length > bytes.Length - Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(bytes.Length * 2L, checked(Length + length))));
        }

        var taken = bytes.AsSpan(Length, length);
        Length += length;
        return taken;
    }

    public void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void AddUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);

    public void SetUInt32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);

    /// <summary>Adds a text that can be written in the form.</summary>
    public void AddText(TextForm form, ReadOnlySpan<char> text) => TextForms.Write(form, text, Take(text.Length * TextForms.UnitOf(form)));

    /// <summary>Adds the NUL that ends a text of the form.</summary>
    public void AddNul(TextForm form) => Take(TextForms.UnitOf(form)).Clear();

    /// <summary>Forgets all bytes, and gives back what an unusual item took.</summary>
    public void Clear()
    {
        Length = 0;
        if (bytes.Length > KeptBytes)
        {
            bytes = new byte[FirstBytes];
        }
    }

    /// <summary>Forgets all bytes from a position on.</summary>
    public void CutAt(int length) => Length = length;
}

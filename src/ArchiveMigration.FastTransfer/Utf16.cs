using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ArchiveMigration.FastTransfer;

/// <summary>Strings as the stream holds them: UTF-16LE with a NUL at the end, unpaired surrogates kept.</summary>
internal static class Utf16
{
    /// <summary>Bytes of the string with its NUL.</summary>
    public static int SizeOf(ReadOnlySpan<char> text) => (text.Length + 1) * sizeof(char);

    /// <summary>Writes the string and its NUL into <see cref="SizeOf"/> bytes.</summary>
    public static void Write(ReadOnlySpan<char> text, Span<byte> destination)
    {
        WriteCharacters(text, destination);
        destination[(text.Length * sizeof(char))..][..sizeof(char)].Clear();
    }

    /// <summary>Writes the string without a NUL.</summary>
    public static void WriteCharacters(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(text).CopyTo(destination);
            return;
        }

        for (var i = 0; i < text.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(destination[(i * sizeof(char))..], text[i]);
        }
    }

    /// <summary>Reads characters without a NUL.</summary>
    public static void ReadCharacters(ReadOnlySpan<byte> bytes, Span<char> destination)
    {
        if (BitConverter.IsLittleEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(destination));
            return;
        }

        for (var i = 0; i < bytes.Length / sizeof(char); i++)
        {
            destination[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * sizeof(char))..]);
        }
    }

    /// <summary>Whether values of the tag are UTF-16, single or multiple, in either byte order.</summary>
    public static bool IsTypeOf(PropertyTag tag) => tag.Type is 0x001F or 0x101F or 0x84B0 or 0x94B0 or 0x84B1 or 0x94B1;
}

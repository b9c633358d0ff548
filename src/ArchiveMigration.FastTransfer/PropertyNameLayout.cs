using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer;

/// <summary>How the name of a named property stands after its tag: GUID, kind, and a LID or a UTF-16LE name ended by NUL (MS-OXCFXICS 2.2.4.1).</summary>
internal static class PropertyNameLayout
{
    /// <summary>Bytes of a GUID.</summary>
    public const int GuidSize = 16;

    /// <summary>Bytes of the GUID and the kind.</summary>
    public const int HeadSize = GuidSize + 1;

    /// <summary>Kind of a property named by a number.</summary>
    public const byte LidKind = 0;

    /// <summary>Kind of a property named by a string.</summary>
    public const byte NameKind = 1;

    /// <summary>Characters of a name at most. Exchange takes 254 (MS-OXPROPS 1.3.2); more would not fit a record as one atom either way.</summary>
    public const int MaximumNameLength = 1024;

    /// <summary>Bytes the name takes in the stream.</summary>
    /// <exception cref="ArgumentException">The name is too long or holds a NUL, which would end it.</exception>
    public static int SizeOf(PropertyName name)
    {
        if (name.Name is not { } text)
        {
            return HeadSize + sizeof(uint);
        }

        if (text.Length > MaximumNameLength || text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"A property name holds no NUL and {MaximumNameLength} characters at most.", nameof(name));
        }

        return HeadSize + ((text.Length + 1) * sizeof(char));
    }

    /// <summary>Writes the name into exactly <see cref="SizeOf"/> bytes.</summary>
    public static void Write(PropertyName name, Span<byte> destination)
    {
        name.Set.TryWriteBytes(destination);
        destination[GuidSize] = name.Name is null ? LidKind : NameKind;
        if (name.Name is { } text)
        {
            Utf16.Write(text, destination[HeadSize..]);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(destination[HeadSize..], name.Lid);
        }
    }
}

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>The property types a .msg file can hold (MS-OXCDATA 2.11.1).</summary>
internal static class PropertyType
{
    public const ushort Integer16 = 0x0002;
    public const ushort Integer32 = 0x0003;
    public const ushort Floating32 = 0x0004;
    public const ushort Floating64 = 0x0005;
    public const ushort Currency = 0x0006;
    public const ushort FloatingTime = 0x0007;
    public const ushort Boolean = 0x000B;
    public const ushort Object = 0x000D;
    public const ushort Integer64 = 0x0014;
    public const ushort String8 = 0x001E;
    public const ushort Unicode = 0x001F;
    public const ushort Time = 0x0040;
    public const ushort Guid = 0x0048;
    public const ushort ServerId = 0x00FB;
    public const ushort Binary = 0x0102;
    public const ushort MultipleString8 = 0x101E;
    public const ushort MultipleUnicode = 0x101F;
    public const ushort MultipleBinary = 0x1102;

    /// <summary>The type under which Exchange sends a string in UTF-16LE: 0x8000 and the code page 1200.</summary>
    public const ushort Utf16CodePage = 0x84B0;

    /// <summary>Multiple values of <see cref="Utf16CodePage"/>.</summary>
    public const ushort MultipleUtf16CodePage = 0x94B0;

    /// <summary>The size in bytes of a value that stands in the property stream itself (MS-OXMSG 2.4.2.1), or 0 for any other type.</summary>
    public static int InlineSize(ushort type) => type switch
    {
        Integer16 or Boolean => 2,
        Integer32 or Floating32 => 4,
        Floating64 or Currency or FloatingTime or Integer64 or Time => 8,
        _ => 0,
    };

    /// <summary>The size in bytes of one element of a multi-valued property whose elements lie side by side in one stream (MS-OXMSG 2.1.4.1), or 0.</summary>
    public static int ElementSize(ushort type) => type switch
    {
        0x1000 | Guid => 16,
        0x1000 | Boolean => 0,
        _ => (type & 0x1000) != 0 ? InlineSize((ushort)(type & ~0x1000)) : 0,
    };

    /// <summary>Whether the value is one stream of its own (MS-OXMSG 2.1.3).</summary>
    public static bool IsStream(ushort type) => type is String8 or Unicode or Binary or ServerId or Guid;

    /// <summary>Whether each element is a stream of its own (MS-OXMSG 2.1.4.2).</summary>
    public static bool IsStreamPerElement(ushort type) => type is MultipleString8 or MultipleUnicode or MultipleBinary;
}

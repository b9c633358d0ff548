namespace ArchiveMigration.FastTransfer;

/// <summary>How the value of a property type is laid out in the stream (MS-OXCFXICS 2.2.4.1.1).</summary>
/// <param name="Shape">Single or multiple values, of fixed or variable size.</param>
/// <param name="Size">Bytes of one value when its size is fixed, otherwise 0.</param>
public readonly record struct WireType(WireShape Shape, int Size)
{
    private const ushort MultipleFlag = 0x1000;
    private const ushort CodePageFlag = 0x8000;

    /// <summary>Whether the property holds several values and starts with their number.</summary>
    public bool IsMultiple => Shape is WireShape.MultipleFixed or WireShape.MultipleVariable;

    /// <summary>
    /// Finds the layout of a property type. False for a type that is unknown, or that may as well be a multi-valued string
    /// in one code page as a single string in another: 0x1000 is the flag of multiple values and a bit of some code pages' numbers.
    /// </summary>
    public static bool TryGet(ushort type, out WireType layout)
    {
        layout = type < CodePageFlag ? OfBaseType(type) : OfCodePageType(type);
        return layout.Shape != WireShape.Unknown;
    }

    private static WireType OfBaseType(ushort type) => type switch
    {
        0x0002 => Fixed(2),
        // Two bytes, not the one of ROP buffers (MS-OXCFXICS 2.2.4.1.3).
        0x000B => Fixed(2),
        0x0003 or 0x0004 or 0x000A => Fixed(4),
        0x0005 or 0x0006 or 0x0007 or 0x0014 or 0x0040 => Fixed(8),
        0x0048 => Fixed(16),
        0x001E or 0x001F or 0x0102 or 0x00FB or 0x000D => new WireType(WireShape.Variable, 0),
        0x1002 => MultipleFixed(2),
        0x1003 or 0x1004 => MultipleFixed(4),
        0x1005 or 0x1006 or 0x1007 or 0x1014 or 0x1040 => MultipleFixed(8),
        0x1048 => MultipleFixed(16),
        0x101E or 0x101F or 0x1102 => new WireType(WireShape.MultipleVariable, 0),
        _ => default,
    };

    private static WireType OfCodePageType(ushort type)
    {
        // What nearly every stream consists of, before any look-up: UTF-16LE and Windows-1252.
        if (type is 0x84B0 or 0x84E4)
        {
            return new WireType(WireShape.Variable, 0);
        }

        var single = KnownCodePages.Contains(type & ~CodePageFlag);
        var multiple = (type & MultipleFlag) != 0 && KnownCodePages.Contains(type & ~(CodePageFlag | MultipleFlag));
        return (single, multiple) switch
        {
            (true, false) => new WireType(WireShape.Variable, 0),
            (false, true) => new WireType(WireShape.MultipleVariable, 0),
            _ => default,
        };
    }

    private static WireType Fixed(int size) => new(WireShape.Fixed, size);

    private static WireType MultipleFixed(int size) => new(WireShape.MultipleFixed, size);
}

namespace ArchiveMigration.FastTransfer;

/// <summary>How the value of a property type is laid out in the stream (MS-OXCFXICS 2.2.4.1.1).</summary>
public readonly record struct WireType
{
    private const ushort MultipleFlag = 0x1000;
    private const ushort CodePageFlag = 0x8000;

    // Both in one number, which stays in a register: a layout is made for every property read.
    private readonly ushort shapeAndSize;

    /// <summary>Makes a layout of its two parts.</summary>
    public WireType(WireShape shape, byte size) => shapeAndSize = (ushort)(((int)shape << 8) | size);

    /// <summary>Single or multiple values, of fixed or variable size.</summary>
    public WireShape Shape => (WireShape)(shapeAndSize >> 8);

    /// <summary>Bytes of one value when its size is fixed, otherwise 0.</summary>
    public int Size => (byte)shapeAndSize;

    /// <summary>
    /// Bytes of the fixed-size types, by their number: Integer16, Integer32, Floating32, Floating64, Currency, FloatingTime,
    /// ErrorCode, Boolean (two bytes, not the one of ROP buffers; MS-OXCFXICS 2.2.4.1.3), Integer64, Time and Guid.
    /// </summary>
    private static ReadOnlySpan<byte> FixedSizes =>
    [
        0, 0, 2, 4, 4, 8, 8, 8, 0, 0, 4, 2, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        8, 0, 0, 0, 0, 0, 0, 0, 16,
    ];

    /// <summary>Whether the property holds several values and starts with their number.</summary>
    public bool IsMultiple => Shape is WireShape.MultipleFixed or WireShape.MultipleVariable;

    /// <summary>
    /// Finds the layout of a property type. False for a type that is unknown, or that may as well be a multi-valued string
    /// in one code page as a single string in another: 0x1000 is the flag of multiple values and a bit of some code pages' numbers.
    /// </summary>
    public static bool TryGet(ushort type, out WireType layout)
    {
        // What nearly every stream consists of, before any look-up: UTF-16LE, numbers, binaries.
        layout = type is 0x84B0 or 0x0102 ? new WireType(WireShape.Variable, 0)
            : type < FixedSizes.Length && FixedSizes[type] is var size and not 0 ? new WireType(WireShape.Fixed, size)
            : type < CodePageFlag ? OfBaseType(type)
            : OfCodePageType(type);
        return layout.Shape != WireShape.Unknown;
    }

    private static WireType OfBaseType(ushort type) => type switch
    {
        0x001E or 0x001F or 0x00FB or 0x000D => new WireType(WireShape.Variable, 0),
        0x1002 => MultipleFixed(2),
        0x1003 or 0x1004 => MultipleFixed(4),
        0x1005 or 0x1006 or 0x1007 or 0x1014 or 0x1040 => MultipleFixed(8),
        0x1048 => MultipleFixed(16),
        0x101E or 0x101F or 0x1102 => new WireType(WireShape.MultipleVariable, 0),
        _ => default,
    };

    private static WireType OfCodePageType(ushort type)
    {
        var single = KnownCodePages.Contains(type & ~CodePageFlag);
        var multiple = (type & MultipleFlag) != 0 && KnownCodePages.Contains(type & ~(CodePageFlag | MultipleFlag));
        return (single, multiple) switch
        {
            (true, false) => new WireType(WireShape.Variable, 0),
            (false, true) => new WireType(WireShape.MultipleVariable, 0),
            _ => default,
        };
    }

    private static WireType MultipleFixed(byte size) => new(WireShape.MultipleFixed, size);
}

using System.Globalization;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>The names of property types (MS-OXCDATA 2.11.1, without "Ptyp"); strings in a code page of their own as <c>String(1252)</c>.</summary>
internal static class TypeName
{
    private const ushort MultipleFlag = 0x1000;
    private const ushort CodePageFlag = 0x8000;

    public static string Of(PropertyTag tag)
    {
        if (!WireType.TryGet(tag.Type, out var layout))
        {
            return $"0x{tag.Type:X4}";
        }

        var type = layout.IsMultiple ? tag.Type & ~MultipleFlag : tag.Type;
        var name = (type & CodePageFlag) != 0 ? string.Create(CultureInfo.InvariantCulture, $"String({type & ~CodePageFlag})") : OfBase(type);
        return layout.IsMultiple ? $"Multiple{name}" : name;
    }

    private static string OfBase(int type) => type switch
    {
        0x0002 => "Integer16",
        0x0003 => "Integer32",
        0x0004 => "Floating32",
        0x0005 => "Floating64",
        0x0006 => "Currency",
        0x0007 => "FloatingTime",
        0x000A => "ErrorCode",
        0x000B => "Boolean",
        0x000D => "Object",
        0x0014 => "Integer64",
        0x001E => "String8",
        0x001F => "String",
        0x0040 => "Time",
        0x0048 => "Guid",
        0x00FB => "ServerId",
        0x0102 => "Binary",
        _ => $"0x{type:X4}",
    };
}

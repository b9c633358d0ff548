using System.Collections.Frozen;

namespace ArchiveMigration.FastTransfer;

/// <summary>
/// The code pages Windows has identifiers for and that fit in the 15 bits a property type has for them
/// (Windows "Code Page Identifiers"). Anything else in a type is a sign that the stream was not understood.
/// </summary>
internal static class KnownCodePages
{
    private static readonly FrozenSet<ushort> Known = new ushort[]
    {
        37, 437, 500, 708, 709, 710, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 870, 874,
        875, 932, 936, 949, 950, 1026, 1047, 1140, 1141, 1142, 1143, 1144, 1145, 1146, 1147, 1148, 1149, 1200, 1201, 1250,
        1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258, 1361, 10000, 10001, 10002, 10003, 10004, 10005, 10006, 10007, 10008,
        10010, 10017, 10021, 10029, 10079, 10081, 10082, 12000, 12001, 20000, 20001, 20002, 20003, 20004, 20005, 20105, 20106,
        20107, 20108, 20127, 20261, 20269, 20273, 20277, 20278, 20280, 20284, 20285, 20290, 20297, 20420, 20423, 20424, 20833,
        20838, 20866, 20871, 20880, 20905, 20924, 20932, 20936, 20949, 21025, 21027, 21866, 28591, 28592, 28593, 28594, 28595,
        28596, 28597, 28598, 28599, 28603, 28605, 29001,
    }.ToFrozenSet();

    /// <summary>Whether the number is a code page that a property type can name.</summary>
    public static bool Contains(int codePage) => Known.Contains((ushort)codePage);
}

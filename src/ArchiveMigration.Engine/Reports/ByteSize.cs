namespace ArchiveMigration.Engine.Reports;

/// <summary>Shows sizes to people. Wherever a size is data it stays a number of bytes.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>
    /// Bytes in the unit people would say, with three digits at most where it matters: <c>0 B</c>, <c>1.7 GB</c>, <c>210 MB</c>. 1 KB is 1,024 bytes, as Exchange counts.
    /// </summary>
    /// <param name="bytes">The size, or bytes in some time.</param>
    /// <param name="provider">How numbers are written.</param>
    public static string Show(double bytes, IFormatProvider provider)
    {
        var unit = 0;
        while (Math.Abs(bytes) >= 999.5 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        var format = unit == 0 || Math.Abs(bytes) >= 9.95 ? "N0" : "N1";
        return $"{bytes.ToString(format, provider)} {Units[unit]}";
    }
}

using System.Globalization;

namespace ArchiveMigration.Engine.Reports;

/// <summary>Shows sizes to people. Wherever a size is data it stays a number of bytes.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>A size with about three figures and its unit, 1 KB = 1,024 bytes, as Exchange counts.</summary>
    public static string Show(double bytes)
    {
        var unit = 0;
        while (Math.Abs(bytes) >= 1000 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        var format = unit == 0 || Math.Abs(bytes) >= 100 ? "N0" : Math.Abs(bytes) >= 10 ? "0.#" : "0.##";
        return $"{bytes.ToString(format, CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}

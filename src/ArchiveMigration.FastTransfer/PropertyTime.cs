namespace ArchiveMigration.FastTransfer;

/// <summary>Turns the FILETIME of a Time value (100-nanosecond steps since 1601-01-01 UTC) into a point in time.</summary>
public static class PropertyTime
{
    private const long FileTimeOffsetTicks = 504_911_232_000_000_000;

    /// <summary>The point in time, or null for a number that is none .NET can hold (mailboxes contain 0x7FFFFFFFFFFFFFFF and worse).</summary>
    public static DateTimeOffset? Decode(long fileTime) =>
        fileTime >= 0 && fileTime <= DateTime.MaxValue.Ticks - FileTimeOffsetTicks
            ? new DateTimeOffset(fileTime + FileTimeOffsetTicks, TimeSpan.Zero)
            : null;
}

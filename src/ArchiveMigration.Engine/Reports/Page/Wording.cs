using System.Globalization;

namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>How numbers, times and states are written on the page: the same for every reader, wherever it was made.</summary>
internal static class Wording
{
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with its noun.</summary>
    public static string Count(long value, string one, string? many = null) => $"{Number(value)} {(value == 1 ? one : many ?? one + "s")}";

    public static string Size(double bytes) => ByteSize.Show(bytes, CultureInfo.InvariantCulture);

    public static string Rate(double bytesPerHour) => bytesPerHour > 0 ? $"{Size(bytesPerHour)}/h" : "–";

    public static string Percent(double? percent) => percent is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0} %") : "–";

    public static string Moment(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>From one moment to another; the day is said once when both are in it.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to) => Moment(from) == Moment(to) ? Moment(to) : from.UtcDateTime.Date == to.UtcDateTime.Date
        ? $"{from.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}–{to.UtcDateTime.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture)}"
        : $"{from.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} – {Moment(to)}";

    /// <summary>A duration in its two largest units: <c>2 d 4 h</c>, <c>3 h 07 min</c>, <c>30 min</c>, <c>41 s</c>.</summary>
    public static string Duration(TimeSpan value) => value switch
    {
        { Days: > 0, Hours: 0 } => string.Create(CultureInfo.InvariantCulture, $"{value.Days} d"),
        { Days: 0, Hours: > 0, Minutes: 0 } => string.Create(CultureInfo.InvariantCulture, $"{value.Hours} h"),
        { Days: 0, Hours: 0, Minutes: > 0, Seconds: 0 } => string.Create(CultureInfo.InvariantCulture, $"{value.Minutes} min"),
        { Days: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{value.Days} d {value.Hours} h"),
        { Hours: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{value.Hours} h {value.Minutes:00} min"),
        { Minutes: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{value.Minutes} min {value.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0} s"),
    };

    public static string Status(MigrationStatus status) => status switch
    {
        MigrationStatus.CompletedWithErrors => "Completed with errors",
        MigrationStatus.WaitingForQuota => "Waiting for room",
        _ => status.ToString(),
    };

    /// <summary>A sign beside the word, for those who do not see the colour.</summary>
    public static string Sign(MigrationStatus status) => Tone(status) switch
    {
        "good" => "✓",
        "bad" => "✕",
        "warn" => "!",
        _ => "·",
    };

    /// <summary>The style of a state.</summary>
    public static string Tone(MigrationStatus status) => status switch
    {
        MigrationStatus.Completed => "good",
        MigrationStatus.Failed => "bad",
        MigrationStatus.CompletedWithErrors or MigrationStatus.Stopped or MigrationStatus.WaitingForQuota => "warn",
        _ => "calm",
    };
}

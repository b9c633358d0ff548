using System.Globalization;

namespace ArchiveMigration.Engine.Passes.Schedule;

/// <summary>Hours in which nothing is copied: <c>8-18</c>, <c>08:30-17:45</c>, <c>22-6</c> over midnight, <c>Mon-Fri 8-18</c>, <c>Sat,Sun 0-24</c>, in a time zone.</summary>
public sealed class QuietHours
{
    private const int MostWindowsInARow = 8;

    private readonly HashSet<DayOfWeek> days;
    private readonly TimeSpan from;
    private readonly TimeSpan to;
    private readonly TimeZoneInfo zone;
    private readonly string text;

    private QuietHours(string text, HashSet<DayOfWeek> days, TimeSpan from, TimeSpan to, TimeZoneInfo zone)
        => (this.text, this.days, this.from, this.to, this.zone) = (text, days, from, to, zone);

    /// <summary>Reads them.</summary>
    /// <param name="text">Days, if not all, and hours on a clock of 24.</param>
    /// <param name="zone">The time zone that they are meant in.</param>
    /// <exception cref="MigrationException">InvalidArgument.</exception>
    public static QuietHours Parse(string text, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(zone);
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length is 0 or > 2 || Hours(parts[^1]) is not var (from, to) || (parts.Length == 2 ? Days(parts[0]) : [.. Enum.GetValues<DayOfWeek>()]) is not { Count: > 0 } days)
        {
            throw Invalid(text, "Write hours on a clock of 24, with days before them if not all are meant: 8-18, 08:30-17:45, 22-6, Mon-Fri 8-18, Sat,Sun 0-24.");
        }

        if (days.Count == 7 && (to - from).Duration() == TimeSpan.FromDays(1))
        {
            throw Invalid(text, "They leave no time for copying.");
        }

        return new QuietHours(text.Trim(), days, from, to, zone);
    }

    /// <summary>When they end (UTC), if they are at a moment; null = they are not.</summary>
    public DateTimeOffset? EndUtc(DateTimeOffset now)
    {
        DateTimeOffset? end = null;
        for (var windows = 0; windows < MostWindowsInARow && WindowEnd(end ?? now) is { } next; windows++)
        {
            end = next; // Another may begin where one ends: Saturday, Sunday.
        }

        return end;
    }

    /// <summary>What people are told while they last.</summary>
    public string Notice(DateTimeOffset endUtc)
        => string.Create(CultureInfo.InvariantCulture, $"Quiet hours ({text}) until {TimeZoneInfo.ConvertTime(endUtc, zone):yyyy-MM-dd HH:mm} {zone.Id}: nothing is copied. It goes on by itself.");

    private DateTimeOffset? WindowEnd(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        foreach (var date in new[] { local.Date, local.Date.AddDays(-1) })
        {
            var end = date + to + (to <= from ? TimeSpan.FromDays(1) : TimeSpan.Zero);
            if (days.Contains(date.DayOfWeek) && local >= date + from && local < end)
            {
                // When clocks are put forward an hour is left out; what would end in it ends after it.
                return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(end) ? end.AddHours(1) : end, zone);
            }
        }

        return null;
    }

    private static (TimeSpan From, TimeSpan To)? Hours(string text)
        => text.Split('-', StringSplitOptions.TrimEntries) is [var first, var last] && Clock(first) is { } from && Clock(last) is { } to && from != to && from < TimeSpan.FromDays(1) ? (from, to) : null;

    private static TimeSpan? Clock(string text)
    {
        var parts = text.Split(':');
        return parts.Length <= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && int.TryParse(parts.Length == 2 ? parts[1] : "0", NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && minutes < 60 && (hours * 60) + minutes <= 24 * 60
            ? new TimeSpan(hours, minutes, 0)
            : null;
    }

    private static HashSet<DayOfWeek>? Days(string text)
    {
        HashSet<DayOfWeek> days = [];
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || Day(ends[0]) is not { } first || Day(ends[^1]) is not { } last)
            {
                return null;
            }

            for (var day = first; ; day = (DayOfWeek)(((int)day + 1) % 7))
            {
                days.Add(day);
                if (day == last)
                {
                    break;
                }
            }
        }

        return days;
    }

    private static DayOfWeek? Day(string text)
        => text.Length >= 3 && Enum.GetValues<DayOfWeek>().Where(day => day.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToArray() is [var day] ? day : null;

    private static MigrationException Invalid(string text, string remedy)
        => new(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"QuietHours cannot be '{text}'.") { Target = text, Remedy = remedy };
}

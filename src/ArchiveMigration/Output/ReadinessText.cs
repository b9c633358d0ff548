using System.Globalization;
using ArchiveMigration.Engine.Readiness;

namespace ArchiveMigration.Output;

/// <summary>How the readiness of a project is told to people.</summary>
public static class ReadinessText
{
    /// <summary>A bar's text: how many were tested and what came out.</summary>
    internal static string Progress(IReadOnlyCollection<UserReadiness> results, int total) => string.Create(
        CultureInfo.CurrentCulture,
        $"{results.Count:N0} of {total:N0} users, {results.Count(user => user.Verdict == ReadinessVerdict.Warning):N0} with a warning, {results.Count(user => user.Verdict == ReadinessVerdict.Blocked):N0} blocked");

    /// <summary>The verdicts as a table, and what everybody should know.</summary>
    internal static IEnumerable<string> Lines(ProjectReadiness sum, TimeSpan? took, bool withTable)
    {
        if (withTable)
        {
            yield return string.Empty;
            yield return " Verdict   Users";
            foreach (var count in sum.Verdicts)
            {
                yield return string.Create(CultureInfo.CurrentCulture, $" {count.Verdict,-8}{count.Users,7:N0}   {count.Reasons}").TrimEnd();
            }
        }

        yield return string.Join(' ', Sentences(sum, took));
        if (took is not null && sum.Users.Any(user => user.Verdict != ReadinessVerdict.Blocked))
        {
            foreach (var note in sum.Notes)
            {
                yield return note;
            }
        }
    }

    /// <summary>A time as an estimate is told: <c>5 days</c>, <c>3.5 hours</c>, <c>12 minutes</c>.</summary>
    public static string Estimate(TimeSpan? time) => time switch
    {
        null => string.Empty,
        { TotalDays: >= 2 } days => string.Create(CultureInfo.CurrentCulture, $"{Math.Ceiling(days.TotalDays):N0} days"),
        { TotalHours: >= 2 } hours => string.Create(CultureInfo.CurrentCulture, $"{Math.Ceiling(hours.TotalHours):N0} hours"),
        { Ticks: 0 } => "0 minutes",
        { TotalMinutes: > 1 } minutes => string.Create(CultureInfo.CurrentCulture, $"{Math.Ceiling(minutes.TotalMinutes):N0} minutes"),
        _ => "1 minute",
    };

    private static IEnumerable<string> Sentences(ProjectReadiness sum, TimeSpan? took)
    {
        if (took is { } time)
        {
            yield return $"Finished in {Took(time)}.";
        }

        if (sum.UntestedCount > 0)
        {
            yield return string.Create(CultureInfo.CurrentCulture, $"{sum.UntestedCount:N0} users of {sum.Project} were not tested.");
        }

        if (sum.Longest is not { } longest)
        {
            yield return "Nobody can be migrated yet.";
            yield break;
        }

        var size = longest.Size is { } bytes ? $", {DisplayText.Size(bytes)}" : string.Empty;
        yield return $"Longest user: {longest.SourceAddress}{size}, at best {Estimate(longest.TimeAtBest)}.";
        if (sum.OthersDoneUtc is { } end)
        {
            yield return string.Create(CultureInfo.CurrentCulture, $"All others: by {Moment(end.ToLocalTime())} with {sum.AtOnce:N0} at a time.");
        }
    }

    private static string Took(TimeSpan time) => time.TotalSeconds < 90
        ? string.Create(CultureInfo.CurrentCulture, $"{Math.Max(1, time.TotalSeconds):N0} s")
        : string.Create(CultureInfo.CurrentCulture, $"{time.TotalMinutes:N0} min");

    // A weekday says more than a date, as long as it is the next one of that name.
    private static string Moment(DateTimeOffset end) => end - DateTimeOffset.Now < TimeSpan.FromDays(6)
        ? end.ToString("dddd HH:mm", CultureInfo.InvariantCulture)
        : end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>How many users came to a verdict.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Users">How many.</param>
/// <param name="Reasons">Why, the most frequent first: <c>2 no archive at the destination, 1 no licence with an archive</c>; empty when there is nothing to say.</param>
public sealed record VerdictCount(ReadinessVerdict Verdict, int Users, string Reasons)
{
    /// <summary>As one says it: <c>Blocked 1: 1 no archive at the destination</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Verdict} {Users:N0}{(Reasons.Length == 0 ? string.Empty : ": ")}{Reasons}");

    /// <summary>Counts the users of a verdict.</summary>
    internal static VerdictCount Of(ReadinessVerdict verdict, IReadOnlyList<UserReadiness> users)
    {
        var meant = users.Where(user => user.Verdict == verdict).ToList();
        if (verdict == ReadinessVerdict.Ready)
        {
            return new VerdictCount(verdict, meant.Count, string.Empty);
        }

        var reasons = meant
            .SelectMany(user => user.Findings.Where(finding => finding.Verdict == verdict).Select(finding => (finding.Kind, User: user)).DistinctBy(found => found.Kind))
            .GroupBy(found => found.Kind, found => found.User)
            .OrderByDescending(reason => reason.Count())
            .Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Count():N0} {Text(reason.Key, [.. reason])}"));
        return new VerdictCount(verdict, meant.Count, string.Join(", ", reasons));
    }

    private static string Text(ReadinessFindingKind kind, IReadOnlyList<UserReadiness> users) => kind switch
    {
        ReadinessFindingKind.NoDestination => "without a destination",
        ReadinessFindingKind.MailboxNotFound => "not found",
        ReadinessFindingKind.MailboxNotReachable => "without a mailbox that can be reached",
        ReadinessFindingKind.NoArchiveAtSource => "no archive at the source",
        ReadinessFindingKind.NoArchiveAtDestination => "no archive at the destination",
        ReadinessFindingKind.ArchiveNotServed => "archive not served by Microsoft's API",
        ReadinessFindingKind.PermissionMissing => "permission missing",
        ReadinessFindingKind.NotReadable => "not readable",
        ReadinessFindingKind.NoArchiveLicence => "no licence with an archive",
        ReadinessFindingKind.TooLargeForLicence => "too large for the licence",
        ReadinessFindingKind.TooLargeForArchive => "too large for any archive",
        ReadinessFindingKind.MustExpand => $"above 90 GB (destination must auto-expand; {Days(users)} at Microsoft's limits)",
        ReadinessFindingKind.ItemsTooLarge => "with items above 150 MB",
        ReadinessFindingKind.FolderTooFull => "with a folder of nearly a million items or more",
        ReadinessFindingKind.FolderClassDiffers => "with folders that go into folders of another class",
        ReadinessFindingKind.AddressesNotMapped => "with addresses that nothing maps",
        _ => kind.ToString(),
    };

    private static string Days(IReadOnlyList<UserReadiness> users)
    {
        var days = users.Select(user => Math.Ceiling(user.TimeAtBest?.TotalDays ?? 0)).Where(day => day > 0).DefaultIfEmpty(1).ToList();
        var (least, most) = (days.Min(), days.Max());
        return least == most
            ? string.Create(CultureInfo.InvariantCulture, $"{most:N0} {(most == 1 ? "day" : "days")}")
            : string.Create(CultureInfo.InvariantCulture, $"{least:N0}–{most:N0} days");
    }
}

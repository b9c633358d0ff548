using System.Globalization;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>Whether what will come fits into the destination. Graph tells no quota, so it is what the licence allows; an administrator may have set less.</summary>
internal static class RoomFindings
{
    public static IEnumerable<ReadinessFinding> Of(UserReadiness user, MailboxKind kind, ArchiveLicence? licence)
    {
        if (user.Size is not { } size)
        {
            yield break;
        }

        var total = Math.Max(0, size - user.DoneSize) + (user.DestinationSize ?? 0);
        if (kind == MailboxKind.Archive && total > ArchiveLicence.LargestArchive)
        {
            yield return Finding(
                ReadinessFindingKind.TooLargeForArchive,
                ReadinessVerdict.Blocked,
                $"{user.DestinationAddress} would hold {Show(total)}; the largest archive that there can be holds {Show(ArchiveLicence.LargestArchive)}.",
                "Leave items out by date or folder, or spread them over several users.");
        }
        else if (user.DestinationQuota is { } quota && total > quota && licence is not { CanExpand: true })
        {
            yield return Finding(
                ReadinessFindingKind.TooLargeForLicence,
                ReadinessVerdict.Blocked,
                $"{user.DestinationAddress} would hold {Show(total)}; {licence?.Name} allows {Show(quota)}.",
                kind == MailboxKind.Archive ? "Assign Exchange Online Plan 2, or Exchange Online Archiving on top, which allow 100 GB and auto-expanding." : "Migrate into the archive instead of the primary mailbox, or assign a larger plan.");
        }
        else if (kind == MailboxKind.Archive && total > ArchiveLicence.ExpansionBegins)
        {
            yield return Finding(
                ReadinessFindingKind.MustExpand,
                ReadinessVerdict.Warning,
                $"{user.DestinationAddress} will hold {Show(total)}: its archive must auto-expand, which begins at 90 GB and takes Exchange up to 30 days each time; Microsoft supports growth of 1 GB a day.",
                $"Enable-Mailbox {user.DestinationAddress} -AutoExpandingArchive (nobody can turn it off again). Start early: when it is full, the user waits and goes on by itself.");
        }
    }

    private static ReadinessFinding Finding(ReadinessFindingKind kind, ReadinessVerdict verdict, string message, string remedy) => new(kind, verdict, "Destination", message, remedy);

    private static string Show(long bytes) => ByteSize.Show(bytes, CultureInfo.InvariantCulture);
}

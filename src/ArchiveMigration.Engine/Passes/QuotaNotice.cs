using System.Globalization;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Passes;

/// <summary>What an administrator is told of a full destination: what is full, what was kept, what happens next, and how long it may take.</summary>
internal static class QuotaNotice
{
    private const int MostDaysUntilRoom = 30;

    /// <summary>The text.</summary>
    /// <param name="kind">What is full.</param>
    /// <param name="tally">The user's counts.</param>
    /// <param name="isWaitedFor">Whether this run waits until there is room.</param>
    public static string Of(MailboxKind kind, UserTally tally, bool isWaitedFor)
    {
        var culture = CultureInfo.InvariantCulture;
        var there = tally.Rows.Where(row => row.Disposition is Disposition.Imported or Disposition.AlreadyPresent).ToArray();
        var left = tally.Rows.Where(row => row.Disposition == Disposition.Pending).ToArray();
        var isArchive = kind == MailboxKind.Archive;
        var text = string.Create(culture, $"The destination {(isArchive ? "archive" : "mailbox")} is full ({ByteSize.Show(there.Sum(row => row.Size), culture)} in it came from here). ");
        text += isArchive ? "Exchange enlarges an auto-expanding archive within days. " : "A primary mailbox does not grow by itself: raise its quota or make room. ";
        text += string.Create(culture, $"{Items(there.Sum(row => row.Count))} done, the rest ({Items(left.Sum(row => row.Count), verb: false)}, {ByteSize.Show(left.Sum(row => row.Size), culture)}) ");
        text += isWaitedFor
            ? "waits and continues by itself."
            : "waits: the next start looks first whether there is room and continues; with -WaitForQuota a run waits for it by itself.";
        return $"{text} Others are not affected. {Estimate(isArchive, left.Sum(row => row.Size))}";
    }

    /// <summary>
    /// Days, honestly: when there will be room nobody knows, only the longest that Microsoft names; from then on the rest takes at least its time
    /// at the limit for uploads.
    /// </summary>
    private static string Estimate(bool isArchive, long bytes)
    {
        var uploads = (double)bytes / 3 * 4 / MailboxLimits.MostUploadBytesPerWindow * MailboxLimits.UploadWindow;
        var days = (int)Math.Ceiling(uploads.TotalDays);
        var copying = string.Create(CultureInfo.InvariantCulture, $"Once there is room, the rest takes {(days <= 1 ? "up to a day" : $"at least {days:N0} days")} at Microsoft's limits");
        return isArchive
            ? string.Create(CultureInfo.InvariantCulture, $"{copying}; making room can take Exchange up to {MostDaysUntilRoom} days, so expect it in {days:N0} to {days + MostDaysUntilRoom:N0} days.")
            : $"{copying}.";
    }

    private static string Items(long count, bool verb = true)
        => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "item" : "items")}{(verb ? count == 1 ? " is" : " are" : string.Empty)}");
}

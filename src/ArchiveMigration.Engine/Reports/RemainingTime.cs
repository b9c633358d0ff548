using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Reports;

/// <summary>
/// The time that the pending items of a user will take. Two things bound it: the work, told from what the last items took while no limit held them back, and Microsoft's limits,
/// of which a rolling window may be used at once and the rest only as it moves on.
/// </summary>
internal static class RemainingTime
{
    /// <summary>Less than this says nothing: the first seconds are connections and folders.</summary>
    private static readonly TimeSpan LeastMeasured = TimeSpan.FromSeconds(5);

    /// <summary>Of the passes before the last so much is looked at: more would be about other items in other hours.</summary>
    private static readonly TimeSpan MostMeasured = TimeSpan.FromMinutes(30);

    /// <summary>Tells it.</summary>
    /// <param name="pending">Pending items.</param>
    /// <param name="pendingBytes">Bytes of streams they will come to.</param>
    /// <param name="passes">The passes, oldest first.</param>
    /// <returns>What it will take, and the least that the limits allow; null when nothing was measured.</returns>
    public static (TimeSpan Estimated, TimeSpan Least)? Of(long pending, double pendingBytes, IReadOnlyList<PassRecord> passes)
    {
        if (pending == 0)
        {
            return (TimeSpan.Zero, TimeSpan.Zero);
        }

        var (copied, held, items, bytes, uploaded) = (TimeSpan.Zero, TimeSpan.Zero, 0L, 0L, 0L);
        foreach (var pass in passes.Reverse().TakeWhile(_ => copied < MostMeasured))
        {
            if (pass is { Pace: { } pace, ImportedItemCount: > 0 })
            {
                copied += pace.CopyTime;
                held += pace.LimitTime;
                items += pass.ImportedItemCount;
                bytes += pass.BytesTransferred;
                uploaded += pace.BytesUploaded;
            }
        }

        if (copied < LeastMeasured || items == 0)
        {
            return null;
        }

        var limits = PaceLimits.Published;
        var pendingUpload = bytes > 0 ? pendingBytes * uploaded / bytes : 0;
        var least = Larger((pendingUpload - limits.UploadBytes) / limits.UploadBytes * limits.UploadWindow, (pending - limits.Requests) / (double)limits.Requests * limits.RequestWindow);
        var work = copied > held ? copied - held : TimeSpan.Zero;
        return (Larger(least, work * (Effort(pending, pendingUpload) / Effort(items, uploaded))), Larger(least, TimeSpan.Zero));
    }

    // What makes an item expensive is what the limits count: that it is one, and its bytes, whichever weighs more.
    private static double Effort(long items, double uploaded) =>
        Math.Max(items / (double)MailboxLimits.MostRequestsPerWindow * (MailboxLimits.RequestWindow / MailboxLimits.UploadWindow), uploaded / MailboxLimits.MostUploadBytesPerWindow);

    private static TimeSpan Larger(TimeSpan left, TimeSpan right) => left > right ? left : right;
}

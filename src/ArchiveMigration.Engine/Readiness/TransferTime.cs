using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>
/// The shortest time in which Microsoft's limits let a mailbox be filled: each item is one request, and its base64 text counts as uploaded. Items export larger than
/// they are reported, so it takes longer rather than shorter.
/// </summary>
internal static class TransferTime
{
    /// <param name="bytes">Bytes of items as the source reports them.</param>
    /// <param name="items">Items.</param>
    public static TimeSpan AtBest(long bytes, long items)
    {
        var uploaded = (bytes * UploadEstimate.Base64) + (items * (double)UploadEstimate.Envelope);
        var byBytes = MailboxLimits.UploadWindow * (uploaded / MailboxLimits.MostUploadBytesPerWindow);
        var byRequests = MailboxLimits.RequestWindow * ((double)items / MailboxLimits.MostRequestsPerWindow);
        return byBytes > byRequests ? byBytes : byRequests;
    }

    /// <summary>When each of several users is done who take turns in this order, so many at once.</summary>
    public static IReadOnlyList<TimeSpan> Ends(IEnumerable<TimeSpan> times, int atOnce)
    {
        var places = new PriorityQueue<TimeSpan, TimeSpan>(Enumerable.Repeat((TimeSpan.Zero, TimeSpan.Zero), Math.Max(1, atOnce)));
        List<TimeSpan> ends = [];
        foreach (var time in times)
        {
            var end = places.Dequeue() + time;
            places.Enqueue(end, end);
            ends.Add(end);
        }

        return ends;
    }
}

using System.Globalization;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Progress;

/// <summary>Where the time of one user's pass goes, by what its two mailboxes tell.</summary>
/// <param name="source">Where items come from.</param>
/// <param name="destination">Where they go.</param>
/// <param name="time">The clock.</param>
internal sealed class PassClock(IMailbox source, IMailbox destination, TimeProvider time)
{
    private readonly long started = time.GetTimestamp();
    private readonly object gate = new();
    private MailboxPace? beforeCopy;
    private long copyStarted;
    private TimeSpan copyTime;
    private double copyShare;
    private TimeSpan copyCeiling;
    private bool isCopying;

    /// <summary>Items are copied from now until the answer is disposed.</summary>
    public IDisposable Copying()
    {
        lock (gate)
        {
            beforeCopy ??= destination.Pace;
            copyStarted = time.GetTimestamp();
            isCopying = true;
        }

        return new CopyEnd(this);
    }

    /// <summary>What the pass came to so far.</summary>
    public PassPace Read()
    {
        var (from, to) = (source.Pace, destination.Pace);
        var elapsed = time.GetElapsedTime(started);
        var known = Busy(from) + Busy(to);
        lock (gate)
        {
            var copied = Copied;
            return new PassPace
            {
                ThrottledTime = Least(from.ThrottledTime + to.ThrottledTime, elapsed),
                LimitTime = Least(from.LimitTime + to.LimitTime, elapsed),
                SourceTime = from.RequestTime,
                DestinationTime = to.RequestTime,
                OwnTime = elapsed > known ? elapsed - known : TimeSpan.Zero,
                CopyTime = copied,
                RequestCount = from.RequestCount + to.RequestCount,
                ThrottledRequestCount = from.ThrottledRequestCount + to.ThrottledRequestCount,
                BytesUploaded = to.BytesUploaded,
                CeilingTime = isCopying ? to.Since(beforeCopy!).TimeAtCeiling : copyCeiling,
                CeilingShare = isCopying ? to.Since(beforeCopy!).ShareOfCeiling(copied) : copyShare,
            };
        }
    }

    /// <summary>What is waited for at this moment, in words, or null; and how full the destination's windows are.</summary>
    public (string? Detail, double CeilingShare) Now()
    {
        var (from, to) = (source.Pace, destination.Pace);
        return (Throttled("Throttled", to) ?? Throttled("Source throttled", from) ?? Limited("Microsoft's", to) ?? Limited("the source's", from), to.CeilingShare);
    }

    private string? Throttled(string what, MailboxPace pace) => pace is { Waiting: PaceWait.Throttled, ThrottledUntilUtc: { } until }
        ? string.Create(CultureInfo.InvariantCulture, $"{what} until {TimeZoneInfo.ConvertTime(until, time.LocalTimeZone):HH:mm}")
        : null;

    private static string? Limited(string whose, MailboxPace pace)
    {
        var limit = pace.Waiting switch
        {
            PaceWait.UploadLimit => "upload",
            PaceWait.RequestLimit => "request",
            _ => null,
        };
        return limit is null ? null : string.Create(CultureInfo.InvariantCulture, $"Waiting for {whose} {limit} limit ({pace.CeilingShare * 100:0} % of ceiling)");
    }

    private TimeSpan Copied => isCopying ? copyTime + time.GetElapsedTime(copyStarted) : copyTime;

    private void EndCopy()
    {
        lock (gate)
        {
            copyTime = Copied;
            var copied = destination.Pace.Since(beforeCopy!);
            copyShare = copied.ShareOfCeiling(copyTime);
            copyCeiling = copied.TimeAtCeiling;
            isCopying = false;
        }
    }

    private static TimeSpan Busy(MailboxPace pace) => pace.ThrottledTime + pace.LimitTime + pace.RequestTime;

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private sealed class CopyEnd(PassClock clock) : IDisposable
    {
        public void Dispose() => clock.EndCopy();
    }
}

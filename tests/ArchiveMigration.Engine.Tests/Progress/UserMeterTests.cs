using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Tests.Ledger;
using ArchiveMigration.Engine.Tests.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Progress;

public sealed class UserMeterTests : IProgress<MigrationEvent>, IDisposable
{
    private readonly ManualTimeProvider time = new();
    private readonly InMemoryMailbox source = new("anna@contoso.example", MailboxKind.Archive);
    private readonly InMemoryMailbox destination = new("anna@fabrikam.example", MailboxKind.Archive);
    private readonly UserMeter meter;
    private UserSnapshot? last;

    public UserMeterTests() => meter = new UserMeter("anna", this, time);

    [Fact]
    public void What_a_user_waits_for_is_told_in_words_as_soon_as_it_waits()
    {
        meter.Open(source, destination);
        meter.Enter(MigrationStatus.Syncing);
        Assert.Null(last!.Detail);

        destination.Pace = new MailboxPace { Waiting = PaceWait.UploadLimit, CeilingShare = 0.964 };
        meter.Waits();
        Assert.Equal("Waiting for Microsoft's upload limit (96 % of ceiling)", last.Detail);
        Assert.Equal(0.964, last.CeilingShare);

        source.Pace = new MailboxPace { Waiting = PaceWait.Throttled, ThrottledUntilUtc = time.GetUtcNow() + TimeSpan.FromMinutes(2) };
        time.Advance(TimeSpan.FromSeconds(1));
        meter.EnterFolder("Inbox");
        Assert.Equal($"Source throttled until {TimeZoneInfo.ConvertTime(time.GetUtcNow(), time.LocalTimeZone).AddSeconds(119):HH:mm}", last.Detail);

        meter.Enter(MigrationStatus.Stopping);
        Assert.Null(last.Detail);
    }

    [Fact]
    public void The_time_of_a_pass_is_told_by_cause()
    {
        Assert.Null(meter.Pace);
        meter.Open(source, destination);
        time.Advance(TimeSpan.FromMinutes(10)); // Listing: none of it copying.
        destination.Pace = new MailboxPace { BytesUploaded = 5_000_000, RequestCount = 100 };
        using (meter.Copying())
        {
            time.Advance(TimeSpan.FromMinutes(10));
            source.Pace = new MailboxPace { RequestTime = TimeSpan.FromMinutes(3), RequestCount = 10, ThrottledTime = TimeSpan.FromMinutes(1) };
            destination.Pace = new MailboxPace { BytesUploaded = 275_000_000, RequestCount = 300, LimitTime = TimeSpan.FromMinutes(7), RequestTime = TimeSpan.FromMinutes(2), ThrottledRequestCount = 1 };
        }

        var pace = meter.Pace!;

        Assert.Equal(TimeSpan.FromMinutes(10), pace.CopyTime);
        Assert.Equal(0.9, pace.CeilingShare, 0.001); // 270 of 300 MB in two windows.
        Assert.Equal((1, 7, 3, 2, 7), (pace.ThrottledTime.TotalMinutes, pace.LimitTime.TotalMinutes, pace.SourceTime.TotalMinutes, pace.DestinationTime.TotalMinutes, pace.OwnTime.TotalMinutes));
        Assert.Equal((310, 1, 275_000_000), (pace.RequestCount, pace.ThrottledRequestCount, pace.BytesUploaded));
    }

    void IProgress<MigrationEvent>.Report(MigrationEvent value) => last = (value as MigrationEvent.UserProgress)?.Snapshot ?? last;

    public void Dispose()
    {
        source.Dispose();
        destination.Dispose();
    }
}

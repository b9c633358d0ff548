using ArchiveMigration.Engine.Notifications;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Notifications;

/// <summary>Thirty mails go at once, and never more than thirty within a minute.</summary>
public sealed class MailPaceTests
{
    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task The_thirty_first_waits_until_the_first_is_a_minute_old()
    {
        var pace = new MailPace(time);
        await pace.WaitAsync(default);
        time.Advance(TimeSpan.FromSeconds(20));
        for (var sent = 1; sent < 30; sent++)
        {
            await pace.WaitAsync(default);
        }

        var next = pace.WaitAsync(default);

        time.Advance(TimeSpan.FromSeconds(39));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await next.WaitAsync(TimeSpan.FromSeconds(20));
        var after = pace.WaitAsync(default);
        Assert.False(after.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(20));
        await after.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Who_sends_more_slowly_never_waits()
    {
        var pace = new MailPace(time);
        for (var sent = 0; sent < 100; sent++)
        {
            Assert.True(pace.WaitAsync(default).IsCompletedSuccessfully);
            time.Advance(TimeSpan.FromSeconds(2));
        }
    }
}

using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange.Pacing;

/// <summary>Runs one after the other whose services share nothing, as in processes of their own.</summary>
public class RestartTests
{
    [Fact]
    public async Task A_run_counts_what_the_one_before_it_asked_a_short_while_ago()
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Fill("Inbox", 20);
        await run.RunToTheEndAsync();
        MailboxUse first = Assert.Single(UseOf(run));
        run.Tenants.Fill("Inbox/2019", 5);

        await run.RunToTheEndAsync();

        MailboxUse both = Assert.Single(UseOf(run));
        Assert.InRange(Sum(first.UploadBytes), 20 * 2000, run.Tenants.Host.Traffic.UploadedBytes);
        Assert.InRange(Sum(both.UploadBytes), run.Tenants.Host.Traffic.UploadedBytes, long.MaxValue);
        Assert.InRange(Sum(both.Requests), Sum(first.Requests) + 5, long.MaxValue);
    }

    private static IReadOnlyList<MailboxUse> UseOf(PretendRun run)
    {
        using var store = SqliteStore.Open(run.Engine.StorePath, TimeProvider.System);
        return store.GetUse(run.Tenants.DestinationEndpoint);
    }

    private static long Sum(IEnumerable<SpentAmount> spent) => spent.Sum(entry => entry.Amount);
}

using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Reports;

public sealed class ReportReaderTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly SqliteStore store;

    public ReportReaderTests() => store = folder.OpenWithProject();

    [Fact]
    public async Task Failed_items_are_grouped_by_error_with_the_users_who_have_the_most_and_examples()
    {
        await MigrateAsync("anna@contoso.com", ErrorIds.ItemCorrupt, ErrorIds.ItemTooLarge, null);
        await MigrateAsync("berta@contoso.com", ErrorIds.ItemCorrupt, ErrorIds.ItemCorrupt, ErrorIds.ItemCorrupt);

        var report = await ReadAsync();

        Assert.Equal([(ErrorIds.ItemCorrupt, 4, 2), (ErrorIds.ItemTooLarge, 1, 1)], report.Failures.Select(group => (group.ErrorId, group.ItemCount, group.UserCount)));
        Assert.Equal([("berta@contoso.com", 3), ("anna@contoso.com", 1)], report.Failures[0].Users);
        Assert.Equal(["berta@contoso.com", "anna@contoso.com", "berta@contoso.com"], report.Failures[0].Examples.Select(example => example.User));
        Assert.All(report.Failures[0].Examples, example => Assert.Equal(ErrorIds.ItemCorrupt, example.Item.ErrorId));
        Assert.Equal(report.Totals.FailedItemCount, report.Failures.Sum(group => group.ItemCount));
        Assert.Equal(100, report.Failures[1].ItemSize);
    }

    [Fact]
    public async Task The_time_in_which_anybody_was_migrated_counts_once()
    {
        var anna = User("anna@contoso.com");
        var berta = User("berta@contoso.com");
        var start = folder.Time.GetUtcNow();
        var first = await store.Ledger.BeginPassAsync(anna, PassKind.Full, default);
        folder.Time.Advance(TimeSpan.FromHours(1));
        var second = await store.Ledger.BeginPassAsync(berta, PassKind.Full, default);
        folder.Time.Advance(TimeSpan.FromHours(1));
        await store.Ledger.EndPassAsync(first, MigrationStatus.Completed, null, default);
        folder.Time.Advance(TimeSpan.FromHours(1));
        await store.Ledger.EndPassAsync(second, MigrationStatus.Completed, null, default);
        folder.Time.Advance(TimeSpan.FromHours(10));
        var third = await store.Ledger.BeginPassAsync(anna, PassKind.Full, default);
        folder.Time.Advance(TimeSpan.FromHours(1));
        await store.Ledger.EndPassAsync(third, MigrationStatus.Completed, null, default);

        var report = await ReadAsync();

        Assert.Equal([new WorkSpan(start, start.AddHours(3)), new WorkSpan(start.AddHours(13), start.AddHours(14))], report.Work);
        Assert.Equal(TimeSpan.FromHours(4), report.Totals.OverallDuration);
    }

    public void Dispose() => folder.Dispose();

    private long User(string address) => store.Catalog.AddUsers("Merger", [StoreFolder.User(address)])[0].User.Id;

    private async Task MigrateAsync(string address, params string?[] errors)
    {
        var user = User(address);
        var pass = await store.Ledger.BeginPassAsync(user, PassKind.Full, default);
        var inbox = await store.Ledger.RecordFolderAsync(pass, new MailboxFolder { Id = "inbox", Name = "Inbox", Path = "Inbox" }, default);
        await store.Ledger.RecordSourceItemsAsync(
            pass, inbox.Key, [.. errors.Select((_, number) => new MailboxItem { Id = $"{number}", ShardId = "main", ItemClass = "IPM.Note", Size = 100 })], default);
        foreach (var (item, error) in (await store.Ledger.ReadPendingAsync(user, 0, 100, default)).Zip(errors))
        {
            await store.Ledger.RecordOutcomeAsync(
                new ItemOutcome
                {
                    ItemKey = item.Key,
                    PassId = pass,
                    Disposition = error is null ? Disposition.Imported : Disposition.Failed,
                    Error = error is null ? null : new MigrationException(error, MigrationErrorKind.InvalidData, "It failed."),
                },
                default);
        }

        await store.Ledger.EndPassAsync(pass, MigrationStatus.CompletedWithErrors, null, default);
    }

    private Task<MigrationReport> ReadAsync() => new ReportReader(store, new StatisticsReader(store.Catalog, store.Ledger, folder.Time), folder.Time).ReadAsync("Merger", default);
}

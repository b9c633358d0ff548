using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Engine.Tests.Ledger;

/// <summary>What a list of ids and versions tells.</summary>
public abstract partial class LedgerTests
{
    [Fact]
    public async Task A_sweep_marks_what_is_known_and_gives_what_is_new_or_changed()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a"), Item("b"), Item("c"), Item("d"));
        var next = await Ledger.BeginPassAsync(User, PassKind.Full, default);

        var news = await Ledger.SweepSourceItemsAsync(next, folder, [Version("a"), Version("b") with { ChangeKey = "v2" }, Version("new"), Version("c") with { ShardId = "aux" }], default);

        Assert.Equal(["b", "new", "c"], news.Select(version => version.Id));
        Assert.Equal(3, await Ledger.CountUnseenAsync(next, folder, default));
        await ListAsync(next, folder, Item("b") with { ChangeKey = "v2" });
        Assert.Equal(2, await Ledger.CountUnseenAsync(next, folder, default));
        Assert.Equal(2, await Ledger.CompleteSourceFolderAsync(next, folder, default));
        Assert.Equal(["a", "b"], await PendingAsync());
    }

    [Fact]
    public async Task A_sweep_brings_back_what_was_away()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a"));
        var second = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        await Ledger.CompleteSourceFolderAsync(second, folder, default);
        Assert.Empty(await PendingAsync());

        var third = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        Assert.Empty(await Ledger.SweepSourceItemsAsync(third, folder, [Version("a")], default));

        Assert.Equal(["a"], await PendingAsync());
    }

    [Fact]
    public async Task How_far_a_folder_is_known_counts_once_it_was_listed_whole()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a") with { LastModifiedUtc = Time.GetUtcNow() }, Item("b"));
        Assert.Null((await Ledger.RecordFolderAsync(pass, Folder("inbox", "/Inbox"), default)).ChangedUpToUtc);

        await Ledger.CompleteSourceFolderAsync(pass, folder, default);

        Assert.Equal(Time.GetUtcNow(), (await Ledger.RecordFolderAsync(pass, Folder("inbox", "/Inbox"), default)).ChangedUpToUtc);
    }

    private static ItemVersion Version(string id) => new(id, "main", "v1");
}

using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Engine.Tests.Ledger;

/// <summary>How items are recognised at the destination where the search key does not tell.</summary>
public abstract partial class LedgerTests
{
    [Fact]
    public async Task Items_without_a_search_key_are_matched_by_their_second_key_and_this_is_told()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Keyless("a", second: 7), Keyless("b", second: 7), Keyless("c", second: 8), Item("d", key: 7), Keyless("e", second: null));

        Assert.Equal(2, await MatchAsync(pass, Keyless("x", second: 7), Item("y", key: 7), Keyless("z", second: null)));

        var present = await Ledger.ReadItemsAsync(User, Disposition.AlreadyPresent, 0, 10, default);
        Assert.Equal([("a", ItemMatch.SecondKey), ("d", ItemMatch.SearchKey)], present.Select(item => (item.Source.Id, item.MatchedBy!.Value)));
        var pending = await Ledger.ReadPendingAsync(User, 0, 10, default);
        Assert.Equal([("b", ItemMatch.SecondKey), ("c", ItemMatch.SecondKey), ("e", null)], pending.Select(item => (item.Source.Id, item.RecognisableBy)));
        Assert.Equal(1, await Ledger.CountUnrecognisableAsync(User, default));
    }

    [Fact]
    public async Task A_copied_item_is_still_accounted_for_when_it_is_edited_at_the_source()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Keyless("a", second: 7));
        await DecideAsync(pass, "a", Disposition.Imported);
        await ListAsync(pass, folder, Keyless("a", second: 8) with { ChangeKey = "v2" }, Keyless("b", second: 7));

        Assert.Equal(0, await MatchAsync(pass, Keyless("x", second: 7)));
    }

    [Fact]
    public async Task Of_items_that_share_a_search_key_the_one_that_is_there_is_told_by_what_else_is_known()
    {
        var (pass, folder) = await BeginAsync();
        var changed = DateTimeOffset.UnixEpoch.AddDays(3);
        await ListAsync(pass, folder, Item("a", key: 7) with { SecondKey = 1 }, Item("b", key: 7) with { SecondKey = 2 }, Item("c", key: 7) with { SecondKey = 2, LastModifiedUtc = changed });

        Assert.Equal(1, await MatchAsync(pass, Item("x", key: 7) with { SecondKey = 2, LastModifiedUtc = changed }));
        Assert.Equal(["c"], await IdsAsync(Disposition.AlreadyPresent));

        Assert.Equal(1, await MatchAsync(pass, Item("x", key: 7) with { SecondKey = 2, LastModifiedUtc = changed }, Item("y", key: 7) with { SecondKey = 2 }));
        Assert.Equal(["b", "c"], await IdsAsync(Disposition.AlreadyPresent));
        Assert.All(await Ledger.ReadPendingAsync(User, 0, 10, default), item => Assert.True(item.SharesKey));
    }

    [Fact]
    public async Task Of_items_that_nothing_tells_apart_the_one_that_was_on_its_way_is_there()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a", key: 7), Item("b", key: 7), Item("c", key: 7));
        await MatchAsync(pass);
        await IntendAsync("b");

        Assert.Equal(1, await MatchAsync(pass, Item("x", key: 7)));
        Assert.Equal(["b"], await IdsAsync(Disposition.AlreadyPresent));
    }

    [Theory]
    [InlineData(0, Disposition.Pending)]
    [InlineData(1, Disposition.AlreadyPresent)]
    [InlineData(2, Disposition.Failed)]
    public async Task An_item_that_no_key_tells_is_there_when_one_like_it_arrived_since_it_was_sent(int arrived, Disposition expected)
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Keyless("a", second: null), Keyless("known", second: 7));
        MailboxItem[] before = [Keyless("x", second: null) with { CreatedUtc = Time.GetUtcNow().AddDays(-1) }, Keyless("y", second: null) with { ItemClass = "IPM.Contact" }];
        await MatchAsync(pass, before);
        await IntendAsync("a");

        // Another item of the source and one of another class are not it.
        await MatchAsync(pass, [.. before, Keyless("z", second: 7), Keyless("w", second: null) with { ItemClass = "IPM.Contact" }, .. Enumerable.Range(0, arrived).Select(n => Keyless($"n{n}", second: n == 0 ? null : 99) with { CreatedUtc = Time.GetUtcNow() })]);

        var item = Assert.Single(await Ledger.ReadItemsAsync(User, expected, 0, 10, default), item => item.Source.Id == "a");
        Assert.Equal(expected == Disposition.AlreadyPresent ? (ItemMatch.Arrival, "n0") : (null, null), (item.MatchedBy, item.DestinationItemId));
        Assert.Equal(expected == Disposition.Failed ? ErrorIds.ImportUncertain : null, item.ErrorId);
    }

    [Fact]
    public async Task An_item_that_vanished_after_it_was_sent_is_known_by_its_copy()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Keyless("a", second: null));
        await MatchAsync(pass);
        await IntendAsync("a");
        var next = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        await AddFolderAsync(next, "inbox", Inbox);
        await Ledger.CompleteSourceFolderAsync(next, folder, default);

        Assert.True(await Ledger.HasPendingAsync(Inbox, User, default));
        Assert.Equal(0, await MatchAsync(next, Keyless("x", second: null)));

        var item = Assert.Single(await Ledger.ReadItemsAsync(User, Disposition.Vanished, 0, 10, default));
        Assert.Equal((ItemMatch.Arrival, "x"), (item.MatchedBy, item.DestinationItemId));
        Assert.False(await Ledger.HasPendingAsync(Inbox, User, default));
    }

    [Fact]
    public async Task An_arrival_that_says_it_is_something_else_decides_nothing()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Keyless("a", second: 7));
        await MatchAsync(pass);
        await IntendAsync("a");

        Assert.Equal(0, await MatchAsync(pass, Keyless("x", second: 8)));

        Assert.Equal(ErrorIds.ImportUncertain, Assert.Single(await Ledger.ReadItemsAsync(User, Disposition.Failed, 0, 10, default)).ErrorId);
    }

    [Fact]
    public async Task An_intent_is_closed_by_the_outcome_of_its_item_and_by_a_look_at_the_folder()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Keyless("a", second: null), Keyless("b", second: null));
        await MatchAsync(pass);
        await IntendAsync("a");
        await DecideAsync(pass, "a", Disposition.Failed, ErrorIds.ItemTooLarge);
        await MatchAsync(pass, Keyless("x", second: null));
        Assert.Equal(["a"], await IdsAsync(Disposition.Failed));

        await IntendAsync("b");
        await MatchAsync(pass, Keyless("x", second: null));
        await MatchAsync(pass, Keyless("x", second: null), Keyless("y", second: null));
        Assert.Equal(["b"], await PendingAsync());
    }

    [Fact]
    public async Task A_pass_is_unsettled_until_it_says_that_nothing_is_on_its_way()
    {
        var first = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        Assert.Null(await Ledger.ReadUnsettledAsync(first, default));
        Time.Advance(TimeSpan.FromMinutes(1));

        // The one before may have lived until now without anything to record.
        var died = Time.GetUtcNow();
        var second = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        Assert.Equal(died, await Ledger.ReadUnsettledAsync(second, default));
        await Ledger.SettleAsync(second, default);

        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(died, await Ledger.ReadUnsettledAsync(await Ledger.BeginPassAsync(User, PassKind.Full, default), default));
        await Ledger.SettleEarlierAsync(second, default);
        Assert.Null(await Ledger.ReadUnsettledAsync(second, default));
        Assert.Null(await Ledger.ReadUnsettledAsync(await Ledger.BeginPassAsync(OtherUser, PassKind.Full, default), default));
    }

    private static MailboxItem Keyless(string id, long? second) => Item(id) with { SearchKey = null, SecondKey = second };

    private async Task IntendAsync(string id)
    {
        var item = (await Ledger.ReadPendingAsync(User, 0, 1000, default)).Single(item => item.Source.Id == id);
        await Ledger.BeginImportAsync(User, new ImportIntent(item, await Ledger.CountWithoutKeyAsync(Inbox, User, item.Source.ItemClass, default)), default);
    }
}

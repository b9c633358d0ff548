using System.Text;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Filters;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Proof;

/// <summary>Which folders a proof sets aside by their digests: those with items that rules leave out too, as long as the ledger has just those as left out.</summary>
public sealed class EvenFoldersTests : IDisposable
{
    private const string Rule = "MaximumItemSize: 1.0 KB";

    private readonly StoreFolder folder = new();
    private readonly MailboxFolder inbox = new() { Id = "F", Name = "Inbox", Path = "Inbox", ItemCount = 3 };

    [Fact]
    public void A_folder_with_items_left_out_is_set_aside_and_they_are_counted_by_rule()
    {
        MailboxItem[] source = [Item("a"), Item("large", isLarge: true), Item("larger", isLarge: true)];

        var (even, tally) = Compare(source, [Item("a")], source[1..]);

        Assert.True(even.AreAll);
        var counts = Assert.Single(tally.Source).Value;
        Assert.Equal((3, 1, 2, 0), (counts.Listed, counts.Verified, counts.Excluded, counts.Unexplained));
        Assert.Equal((1, 1), (tally.Destination[0].Items, tally.Destination[0].Matched));
        Assert.Equal([KeyValuePair.Create(Rule, 2L)], tally.ExcludedBy);
    }

    [Fact]
    public void Where_the_destination_has_what_a_rule_leaves_out_or_lacks_what_none_does_the_folder_is_looked_at()
    {
        MailboxItem[] source = [Item("a"), Item("b"), Item("large", isLarge: true)];

        Assert.False(Compare(source, source, source[2..]).Even.AreAll);
        Assert.False(Compare(source, source[..1], source[2..]).Even.AreAll);
        Assert.True(Compare(source, source[..2], source[2..]).Even.AreAll);
    }

    [Fact]
    public void Where_the_ledger_has_others_left_out_than_the_rules_do_now_the_folder_is_looked_at()
    {
        MailboxItem[] source = [Item("a"), Item("b"), Item("large", isLarge: true)];

        Assert.False(Compare(source, source[..2], []).Even.AreAll);
        Assert.False(Compare(source, source[..2], source[1..2]).Even.AreAll);
        Assert.False(Compare(source, source[..2], source[1..]).Even.AreAll);
    }

    public void Dispose() => folder.Dispose();

    private (EvenFolders Even, MatchTally Tally) Compare(MailboxItem[] source, MailboxItem[] destination, MailboxItem[] excluded)
    {
        using var store = ProofStore.Open(Path.Combine(folder.Root, "migrations.db"), isStable: false, static (_, item) => item.Size > 1024 ? Rule : null);
        using var sourceRows = ListedRows.Open(store, isSource: true);
        using var destinationRows = ListedRows.Open(store, isSource: false);
        sourceRows.Add(0, source);
        destinationRows.Add(0, destination);
        var pairs = new FolderPairs([inbox], [inbox with { Id = "D" }], ProjectFilter.Of(new ProjectOptions()));
        var even = EvenFolders.Find(pairs, sourceRows, destinationRows, [new KnownFolder(1, inbox.Id, SumsOf(source), SumsOf(excluded))], store.Reasons);
        var tally = new MatchTally();
        even.AddTo(tally);
        return (even, tally);
    }

    private static ItemSums SumsOf(MailboxItem[] items) => items.Aggregate(default(ItemSums), static (sums, item) => sums.With(KnownItem.HashOf(item)));

    private static MailboxItem Item(string name, bool isLarge = false)
        => new() { Id = name, ShardId = "MBX:a", ItemClass = "IPM.Note", Size = isLarge ? 2000 : 10, SearchKey = Encoding.UTF8.GetBytes(name.PadRight(16)) };
}

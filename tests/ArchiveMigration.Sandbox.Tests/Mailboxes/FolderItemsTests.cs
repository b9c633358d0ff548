using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Tests.Mailboxes;

public sealed class FolderItemsTests
{
    [Fact]
    public void Rows_and_single_items_share_one_numbering()
    {
        var items = new FolderItems();
        Assert.Equal(0, items.Add(new UniformItems(1, 3, 1000)));
        Assert.Equal(3, items.Add(Stored("A")));
        Assert.Equal(4, items.Add(Stored("B")));
        Assert.Equal(5, items.Add(new UniformItems(2, 2, 1000)));
        Assert.Equal(7, items.Add(Stored("C")));

        Assert.Equal(
            ["Message 1", "Message 2", "Message 3", "A", "B", "Message 1", "Message 2", "C"],
            items.Serials().Select(serial => items.Find(serial)!.Facts.Subject));
        Assert.Null(items.Find(8));
        Assert.Null(items.Find(-1));
    }

    [Fact]
    public void A_removed_item_leaves_a_gap_and_is_removed_once()
    {
        var items = new FolderItems();
        items.Add(new UniformItems(1, 3, 1000));
        Assert.True(items.Remove(1));
        Assert.False(items.Remove(1));

        Assert.Equal([0, 2], items.Serials());
        Assert.Equal(2, items.Count);
        Assert.Null(items.Find(1));
        Assert.False(items.Replace(1, Stored("A")));
    }

    [Fact]
    public void A_query_is_answered_anew_after_a_change()
    {
        var items = new FolderItems();
        items.Add(new UniformItems(1, 3, 1000));
        Assert.Equal([1], Second(items));
        items.Add(new UniformItems(1, 3, 1000));
        Assert.Equal([1, 4], Second(items));

        static IReadOnlyList<int> Second(FolderItems items) => items.Serials("second", item => item.Facts.Subject == "Message 2", null);
    }

    [Fact]
    public void Changes_since_a_version_are_what_came_was_replaced_and_went()
    {
        var items = new FolderItems();
        items.Add(new UniformItems(1, 5, 1000));
        var version = items.Version;
        items.Remove(0);
        items.Replace(3, Stored("A"));
        items.Add(Stored("B"));

        var (changed, removed) = items.ChangesSince(version);
        Assert.Equal([3, 5], changed);
        Assert.Equal([0], removed);
    }

    [Fact]
    public void Many_imports_at_once_lose_nothing()
    {
        var items = new FolderItems();
        Parallel.For(0, 2000, i => items.Add(Stored($"{i}")));
        Assert.Equal(2000, items.Serials().Select(serial => items.Find(serial)!.Facts.Subject).Distinct().Count());
    }

    private static StoredItem Stored(string subject) => new(
        new ItemFacts("IPM.Note", subject, null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, 10),
        10,
        new byte[32],
        null);
}

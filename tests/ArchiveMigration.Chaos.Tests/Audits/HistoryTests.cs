using ArchiveMigration.Chaos.Audits;

namespace ArchiveMigration.Chaos.Tests.Audits;

/// <summary>The audit must see what the engine must not do, and nothing else: all figures of the chaos run stand on it.</summary>
public sealed class HistoryTests
{
    private readonly History history = new();

    [Fact]
    public void What_arrived_once_is_in_order()
    {
        Add("a");
        Assert.True(Judge("a").IsClean);
    }

    [Fact]
    public void What_did_not_arrive_is_lost()
    {
        Add("a");
        Add("b");
        var finding = Assert.Single(Judge("a").Findings);
        Assert.Equal(("lost", "anna", "Inbox"), (finding.What, finding.User, finding.Folder));
    }

    [Fact]
    public void Even_if_nothing_at_all_arrived_in_its_folder()
    {
        Add("a");
        Assert.Equal(1, Judge().Lost);
    }

    [Fact]
    public void What_arrived_twice_is_duplicated()
    {
        Add("a");
        Assert.Equal(1, Judge("a", "a").Duplicated);
    }

    [Fact]
    public void Bytes_that_never_were_at_the_source_are_altered()
    {
        Add("a");
        var verdict = Judge("strange");
        Assert.Equal((1, 1), (verdict.Altered, verdict.Lost));
    }

    [Fact]
    public void A_copy_must_arrive_beside_its_original()
    {
        Add("a");
        history.Add("anna", "Inbox", "a", "a", "a copy");
        Assert.True(Judge("a", "a").IsClean);
        Assert.Equal(1, Judge("a").Lost);
        Assert.Equal(1, Judge("a", "a", "a").Duplicated);
    }

    [Fact]
    public void An_edited_item_may_arrive_in_one_of_its_versions_but_not_in_two()
    {
        Add("a").Edit("b");
        Assert.True(Judge("a").IsClean);
        Assert.True(Judge("b").IsClean);
        Assert.Equal(1, Judge("a", "b").Duplicated);
    }

    [Fact]
    public void A_copy_takes_the_version_that_its_edited_original_can_spare()
    {
        var edited = Add("a");
        history.Add("anna", "Inbox", "a", "a", "a copy");
        edited.Edit("b");
        Assert.True(Judge("a", "b").IsClean);
        Assert.True(Judge("a", "a").IsClean);
        Assert.Equal((1, 1), (Judge("b", "b").Lost, Judge("b", "b").Duplicated));
    }

    [Fact]
    public void A_deleted_item_may_be_there_but_not_twice()
    {
        Add("a").Delete();
        Assert.True(Judge().IsClean);
        Assert.True(Judge("a").IsClean);
        Assert.Equal(1, Judge("a", "a").Duplicated);
    }

    [Fact]
    public void A_moved_item_must_be_where_it_is_and_may_be_where_it_was()
    {
        Add("a").MoveTo("Sent");
        Arrival there = new("anna", "Sent", "a");
        Arrival before = new("anna", "Inbox", "a");
        Assert.True(history.Judge([there]).IsClean);
        Assert.True(history.Judge([there, before]).IsClean);
        Assert.Equal(1, history.Judge([before]).Lost);
        Assert.Equal(1, history.Judge([there, before, before]).Duplicated);
        Assert.Equal(1, history.Judge([there, new("anna", "Drafts", "a")]).Duplicated);
    }

    [Fact]
    public void An_excused_item_may_be_missing_but_not_be_there_twice()
    {
        Add("a").MayBeLost("corrupt");
        Assert.True(Judge().IsClean);
        Assert.True(Judge("a").IsClean);
        Assert.Equal(1, Judge("a", "a").Duplicated);
    }

    [Fact]
    public void One_users_items_are_not_anothers()
    {
        Add("a");
        history.Add("bjoern", "Inbox", "b", "b", "an item");
        Assert.Equal(2, history.Judge([new("anna", "Inbox", "b"), new("bjoern", "Inbox", "a")]).Lost);
    }

    private Lineage Add(string content) => history.Add("anna", "Inbox", content, content, "an item");

    private Verdict Judge(params string[] contents) => history.Judge(contents.Select(content => new Arrival("anna", "Inbox", content)));
}

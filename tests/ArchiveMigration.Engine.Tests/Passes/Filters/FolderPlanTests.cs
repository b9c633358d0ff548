using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Filters;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Tests.Passes.Filters;

public sealed class FolderPlanTests
{
    private static readonly MailboxFolder[] Tree =
    [
        Folder("Inbox", wellKnown: "inbox"),
        Folder("2019", "Inbox"),
        Folder("Contoso", "Inbox/2019"),
        Folder("Inbox 2"),
        Folder("Papierkorb", wellKnown: "archivedeleteditems"),
        Folder("Alt", "Papierkorb"),
        Folder("Kalender", folderClass: "IPF.Appointment"),
        Folder("A/B"),
        Folder("#tags"),
        Folder("Sent Items"),
    ];

    [Theory]
    [InlineData("Inbox", "Inbox")]
    [InlineData("inbox/*", "Inbox, Inbox/2019, Inbox/2019/Contoso")]
    [InlineData("Inbox/2019/*", "Inbox/2019, Inbox/2019/Contoso")]
    [InlineData("/Inbox/2019", "Inbox/2019")]
    [InlineData("#Inbox#/2019", "Inbox/2019")]
    [InlineData("#DeletedItems#", "Papierkorb")]
    [InlineData("#deleteditems#/*", "Papierkorb, Papierkorb/Alt")]
    [InlineData("#Calendar#/*", "Kalender")]
    [InlineData("#SentItems#", "Sent Items")]
    [InlineData("A\\/B", "A\\/B")]
    [InlineData("A/B", "")]
    [InlineData("\\#tags", "#tags")]
    [InlineData("Nowhere/*", "")]
    public void Folders_are_left_out_as_Exchange_names_them(string pattern, string leftOut)
    {
        var options = new ProjectOptions { ExcludeFolders = [pattern] };

        Assert.Equal(leftOut, string.Join(", ", LeftOut(options).Select(folder => folder.Path)));
        Assert.All(LeftOut(options), folder => Assert.Equal($"ExcludeFolders: {pattern}", folder.Rule));
    }

    [Theory]
    [InlineData("^Inbox/", "Inbox/2019, Inbox/2019/Contoso")]
    [InlineData("(^inbox$|^INBOX/)", "Inbox, Inbox/2019, Inbox/2019/Contoso")]
    [InlineData("^(?!Inbox($|/))", "Inbox 2, Papierkorb, Papierkorb/Alt, Kalender, A\\/B, #tags, Sent Items")]
    public void Folders_are_left_out_as_MigrationWiz_names_them(string expression, string leftOut)
        => Assert.Equal(leftOut, string.Join(", ", LeftOut(new ProjectOptions { FolderFilter = [expression] }).Select(folder => folder.Path)));

    [Fact]
    public void What_is_left_out_wins_over_what_is_taken()
    {
        var options = new ProjectOptions { IncludeFolders = ["#Inbox#/*"], ExcludeFolders = ["Inbox/2019"] };

        var taken = Tree.Select(folder => folder.Path).Except(LeftOut(options).Select(folder => folder.Path));
        Assert.Equal(["Inbox", "Inbox/2019/Contoso"], taken);
        Assert.Equal("ExcludeFolders: Inbox/2019", LeftOut(options)[0].Rule);
        Assert.Equal("IncludeFolders: not among them", LeftOut(options)[1].Rule);
    }

    [Theory]
    [InlineData("^Inbox->Old", "Old, Old/2019, Old/2019/Contoso, Old 2")]
    [InlineData("^Inbox(/|$)->Old/Inbox$1", "Old/Inbox, Old/Inbox/2019, Old/Inbox/2019/Contoso, Inbox 2")]
    [InlineData("^->Archive/", "Archive/Inbox, Archive/Inbox/2019, Archive/Inbox/2019/Contoso, Archive/Inbox 2")]
    [InlineData("^Inbox/(.*)$->$1", "Inbox, 2019, 2019/Contoso, Inbox 2")]
    [InlineData("^Inbox$->", "Inbox, Inbox/2019, Inbox/2019/Contoso, Inbox 2")]
    public void Folders_go_where_MigrationWiz_would_put_them(string rule, string where)
        => Assert.Equal(where, string.Join(", ", Plan(new ProjectOptions { FolderMapping = [rule] }).Take(4).Select(place => string.Join('/', place.Names))));

    [Fact]
    public void The_first_mapping_that_matches_decides_and_all_goes_under_the_target_folder()
    {
        var options = new ProjectOptions { FolderMapping = ["^Inbox/2019->Nineteen", "^Inbox->Post"], TargetRootFolder = "Old / Contoso" };

        Assert.Equal(
            ["Old|Contoso|Post", "Old|Contoso|Nineteen", "Old|Contoso|Nineteen|Contoso", "Old|Contoso|Post 2"],
            Plan(options).Take(4).Select(place => string.Join('|', place.Names)));
        Assert.Equal("Old|Contoso|A/B", string.Join('|', Plan(options)[7].Names));
    }

    [Fact]
    public void Tokens_that_no_folder_answers_to_are_told()
    {
        var plan = new FolderPlan(ProjectFilter.Of(new ProjectOptions { ExcludeFolders = ["#JunkEmail#", "#DeletedItems#/*", "Junk"] }));
        Array.ForEach(Tree, folder => plan.Add(folder));

        Assert.Equal(["#JunkEmail#"], plan.NotFound);
    }

    [Theory]
    [InlineData("#Posteingang#")]
    [InlineData("#Inbox#2019")]
    [InlineData("#Inbox")]
    [InlineData("/")]
    [InlineData("")]
    public void A_name_that_is_none_is_refused_with_its_remedy(string pattern)
    {
        var refused = Assert.Throws<MigrationException>(() => ProjectFilter.Of(new ProjectOptions { IncludeFolders = [pattern] }));

        Assert.Equal((ErrorIds.InvalidArgument, pattern), (refused.ErrorId, refused.Target));
        Assert.NotNull(refused.Remedy);
    }

    [Theory]
    [InlineData("(", "FolderFilter")]
    [InlineData("", "FolderFilter")]
    [InlineData("[->Old", "FolderMapping")]
    [InlineData("Inbox=Old", "FolderMapping")]
    public void An_expression_that_is_none_is_refused(string text, string option)
    {
        var options = option == "FolderFilter" ? new ProjectOptions { FolderFilter = [text] } : new ProjectOptions { FolderMapping = [text] };

        Assert.StartsWith(option, Assert.Throws<MigrationException>(() => ProjectFilter.Of(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_that_never_ends_is_told_instead_of_waited_for()
    {
        var plan = new FolderPlan(ProjectFilter.Of(new ProjectOptions { FolderFilter = ["^(a+)+$"] }));

        var endless = Assert.Throws<MigrationException>(() => plan.Add(Folder(new string('a', 40) + "!")));

        Assert.Equal((ErrorIds.InvalidArgument, "^(a+)+$"), (endless.ErrorId, endless.Target));
    }

    private static List<FolderPlace> Plan(ProjectOptions options)
    {
        var plan = new FolderPlan(ProjectFilter.Of(options));
        return [.. Tree.Select(plan.Add)];
    }

    private static List<(string Path, string Rule)> LeftOut(ProjectOptions options)
        => [.. Tree.Zip(Plan(options)).Where(pair => pair.Second.ExcludedBy is not null).Select(pair => (pair.First.Path, pair.Second.ExcludedBy!))];

    private static MailboxFolder Folder(string name, string? parent = null, string? wellKnown = null, string folderClass = "IPF.Note")
    {
        var path = (parent is null ? string.Empty : parent + "/") + name.Replace("/", "\\/", StringComparison.Ordinal);
        return new MailboxFolder { Id = path, ParentId = parent, Name = name, Path = path, WellKnownName = wellKnown, FolderClass = folderClass };
    }
}

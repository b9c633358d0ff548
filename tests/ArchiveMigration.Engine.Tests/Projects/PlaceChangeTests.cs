using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Tests.Mailboxes;
using ArchiveMigration.Engine.Tests.Passes;
using ArchiveMigration.Engine.Tests.Proof;

namespace ArchiveMigration.Engine.Tests.Projects;

/// <summary>What is said when items were copied already and their place is changed.</summary>
public sealed class PlaceChangeTests : IAsyncDisposable
{
    private readonly Rig rig = new();
    private InMemoryMailbox? destination;

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task A_change_of_the_project_says_how_many_items_stay_where_they_are()
    {
        await CopyAsync();
        var said = await WarningAsync(options => options with { FolderMapping = ["^Inbox->Old"], MaximumErrors = 3 });

        Assert.StartsWith("Merger: 1 item of 1 user was copied before FolderMapping changed. It stays where it is and is not copied again;", said, StringComparison.Ordinal);
        Assert.Contains("DestinationMailbox and TargetRootFolder changed", await WarningAsync(options => options with { DestinationMailbox = DestinationMailbox.Primary, TargetRootFolder = "X" }), StringComparison.Ordinal);
        Assert.Null(await WarningAsync(options => options with { MaximumErrors = 3, ExcludeFolders = ["Inbox"] }));
    }

    [Fact]
    public async Task So_it_is_what_the_next_pass_and_the_proof_make_of_it()
    {
        await CopyAsync();
        var project = rig.Engine.Catalog.GetProject("Merger");
        rig.Engine.Catalog.UpdateProject(project with { Options = new ProjectOptions { FolderMapping = ["^Inbox->Old"] } });

        await rig.RunAsync();

        Assert.Single(destination!.Items);
        Assert.NotEqual(ProofVerdict.Complete, (await rig.ProveAsync()).Verdict);
    }

    [Fact]
    public async Task Whoever_has_a_place_of_its_own_is_not_concerned_and_a_change_of_the_user_is()
    {
        await CopyAsync();
        var anna = rig.Engine.Catalog.GetUser("Merger", "anna@contoso.example");
        var own = anna with { Options = new UserOptions { TargetRootFolder = "Hers" } };

        Assert.Contains("TargetRootFolder changed", await rig.Engine.WarnOfPlaceChangeAsync("Merger", [new UserChange(anna, own)], default), StringComparison.Ordinal);
        Assert.Contains("DestinationAddress changed", await rig.Engine.WarnOfPlaceChangeAsync("Merger", [new UserChange(anna, anna with { DestinationAddress = "other@fabrikam.example" })], default), StringComparison.Ordinal);
        Assert.Null(await rig.Engine.WarnOfPlaceChangeAsync("Merger", [new UserChange(anna, anna with { SourceAddress = "other@contoso.example" })], default));
        rig.Engine.Catalog.UpdateUsers([own]);
        Assert.Null(await WarningAsync(options => options with { TargetRootFolder = "X" }));
    }

    private async Task CopyAsync()
    {
        (var source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "one");
        await rig.RunAsync();
        rig.AddUser("bert");
    }

    private Task<string?> WarningAsync(Func<ProjectOptions, ProjectOptions> change)
    {
        var project = rig.Engine.Catalog.GetProject("Merger");
        return rig.Engine.WarnOfPlaceChangeAsync(project, project with { Options = change(project.Options) }, default);
    }
}

using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Readiness;

namespace ArchiveMigration.Engine.Tests.Passes.Filters;

/// <summary>Contacts that are mapped into a mail folder: the pass, the dry run and the readiness test say it, and the items are copied.</summary>
public sealed class FolderClashesTests
{
    private const string Said = "anna@contoso.example: Contacts (IPF.Contact) into Inbox/People (IPF.Note): folders go into folders of another class.";

    [Fact]
    public async Task It_is_said_before_and_by_the_pass()
    {
        await using var rig = Mapped("^Contacts->Inbox/People");

        var forecast = await rig.Engine.ForecastAsync("Merger", new RunRequest(), rig, default);
        Assert.StartsWith(Said, forecast.Users[0].Detail, StringComparison.Ordinal);
        await foreach (var user in rig.Engine.TestReadinessAsync("Merger", [], new ReadinessRequest(), null, default))
        {
            Assert.StartsWith(Said, Assert.Single(user.Findings, finding => finding.Kind == ReadinessFindingKind.FolderClassDiffers).Message, StringComparison.Ordinal);
        }

        rig.Events.Clear();
        Assert.Equal(MigrationStatus.Completed, (await rig.RunAsync()).Status);
        Assert.Contains(rig.Events.OfType<MigrationEvent.Warning>(), warning => warning.Message.StartsWith(Said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_is_at_the_destination_already_counts_too()
    {
        await using var rig = Mapped("^Contacts->People");
        rig.Services.Add("Fabrikam", "anna@fabrikam.example").AddFolder("People");

        await rig.RunAsync();

        Assert.Contains(rig.Events.OfType<MigrationEvent.Warning>(), warning => warning.Message.Contains("Contacts (IPF.Contact) into People (IPF.Note)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_classes_fit_nothing_is_said()
    {
        await using var rig = Mapped("^Contacts->Inbox/Friends");

        await rig.RunAsync();
        await rig.RunAsync();

        Assert.DoesNotContain(rig.Events.OfType<MigrationEvent.Warning>(), warning => warning.Message.Contains("another class", StringComparison.Ordinal));
        Assert.Null((await rig.Engine.ForecastAsync("Merger", new RunRequest(), rig, default)).Users[0].Detail);
    }

    private static Rig Mapped(string rule)
    {
        var rig = new Rig(new ProjectOptions { FolderMapping = [rule] });
        var (source, _) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(source.AddFolder("People", inbox, itemCount: 1), "mail");
        source.AddItem(source.AddFolder("Contacts", folderClass: "IPF.Contact", itemCount: 1), "contact", itemClass: "IPM.Contact");
        return rig;
    }
}

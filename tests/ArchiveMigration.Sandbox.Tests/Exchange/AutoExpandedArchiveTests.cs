using System.Net;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Exchange;

public sealed class AutoExpandedArchiveTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_on_a_folder_that_moved_is_redirected_to_its_shard_where_it_succeeds(bool keyForm)
    {
        await using var sandbox = await RunningSandbox.StartAsync(exchange: new ExchangeBehaviour { RedirectsUseKeyForm = keyForm });
        var (folder, shard, _) = Expand(sandbox, sandbox.SourceArchive);

        using var redirect = await sandbox.GetAsync(sandbox.SourceArchive, $"folders/{Uri.EscapeDataString(folder.Id)}/items?$top=2&$select=id");

        Assert.Equal(HttpStatusCode.PermanentRedirect, redirect.StatusCode);
        Assert.Equal(0, redirect.Content.Headers.ContentLength);
        var location = redirect.Headers.Location!.ToString();
        Assert.Contains(shard.GraphId, location, StringComparison.Ordinal);
        Assert.Equal(keyForm, location.Contains("folders('", StringComparison.Ordinal));
        using var answer = await sandbox.SendAsync(sandbox.Scenario.Source, HttpMethod.Get, location);
        Assert.Equal(2, (await RunningSandbox.JsonAsync(answer))["value"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_redirect_can_name_the_folder_alone()
    {
        await using var sandbox = await RunningSandbox.StartAsync(exchange: new ExchangeBehaviour { RedirectsNameFolderOnly = true, RedirectsUseKeyForm = false });
        var (folder, _, moved) = Expand(sandbox, sandbox.SourceArchive);
        using var redirect = await sandbox.GetAsync(sandbox.SourceArchive, $"folders/{Uri.EscapeDataString(folder.Id)}/childFolders?$top=2");
        Assert.EndsWith($"/folders/{Uri.EscapeDataString(moved.Id)}", redirect.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_stays_visible_in_the_main_archive()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (folder, _, _) = Expand(sandbox, sandbox.SourceArchive);
        var listing = await sandbox.GetJsonAsync(sandbox.SourceArchive, "folders");
        Assert.Contains(listing["value"]!.AsArray(), entry => entry!["id"]!.GetValue<string>() == folder.Id);
    }

    [Fact]
    public async Task An_export_names_the_shard_that_has_the_item_and_succeeds_there()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.Root.AddFolder("Big");
        folder.Items.Add(new UniformItems(5, 1, 1000));
        var id = (await sandbox.ItemIdsAsync(folder))[0];
        var shard = sandbox.SourceArchive.AddAuxiliary(Guid.NewGuid());
        sandbox.SourceArchive.Expand(folder, shard);

        using var answer = await sandbox.ExportAsync(sandbox.SourceArchive, id);
        var error = (await RunningSandbox.JsonAsync(answer))["value"]![0]!["Error"]!;

        Assert.Equal("ErrorArchiveFolderMovedPermanently", error["code"]!.GetValue<string>());
        var url = error["message"]!.GetValue<string>();
        Assert.EndsWith($"/mailboxes/{shard.GraphId}/exportItems", url, StringComparison.Ordinal);
        using var there = await sandbox.SendAsync(sandbox.Scenario.Source, HttpMethod.Post, url, new JsonObject { ["itemIds"] = new JsonArray(id) });
        Assert.NotNull((await RunningSandbox.JsonAsync(there))["value"]![0]!["data"]);
    }

    [Fact]
    public async Task An_import_through_the_main_archives_session_names_the_shard_and_succeeds_with_its_session()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (folder, shard, moved) = Expand(sandbox, sandbox.DestinationArchive);
        var before = moved.Items.Count;

        using var refused = await sandbox.ImportAsync(await sandbox.OpenSessionAsync(sandbox.DestinationArchive), folder, TestItems.Mail());
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(
            $"Invalid import session. The target session is expected in mailbox {shard.GraphId}.",
            (await RunningSandbox.JsonAsync(refused))["Message"]!.GetValue<string>());

        using var accepted = await sandbox.ImportAsync(await sandbox.OpenSessionAsync(shard), moved, TestItems.Mail());
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(before + 1, moved.Items.Count);
    }

    [Fact]
    public async Task Folders_of_an_expanded_archive_cannot_be_deleted()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        Expand(sandbox, sandbox.DestinationArchive);
        var other = sandbox.DestinationArchive.Root.AddFolder("Other");
        using var answer = await sandbox.SendAsync(
            sandbox.Scenario.Destination,
            HttpMethod.Delete,
            RunningSandbox.PathOf(sandbox.DestinationArchive, $"folders/{Uri.EscapeDataString(other.Id)}/$ref"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull(sandbox.DestinationArchive.FindPath("Other"));
    }

    private static (SandboxFolder Folder, SandboxMailbox Shard, SandboxFolder Moved) Expand(RunningSandbox sandbox, SandboxMailbox archive)
    {
        Assert.NotNull(sandbox);
        var folder = archive.Root.AddFolder("Big");
        folder.Items.Add(new UniformItems(5, 3, 1000));
        folder.AddFolder("Below");
        var shard = archive.AddAuxiliary(Guid.NewGuid());
        return (folder, shard, archive.Expand(folder, shard));
    }
}

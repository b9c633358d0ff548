using System.Net;
using System.Net.Http.Json;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Mailboxes;

public sealed class TamperingTests
{
    [Fact]
    public async Task An_altered_item_can_be_read_and_keeps_its_search_key()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = Fill(sandbox);
        var before = Read(folder, 1);

        Assert.Equal(HttpStatusCode.NoContent, await TamperAsync(sandbox, new { kind = "AlterItem", folder = "Mail", item = 1 }));

        var after = Read(folder, 1);
        Assert.Equal(1, before.Zip(after).Count(pair => pair.First != pair.Second));
        Assert.Equal(ItemSummary.Read(before).SearchKey, ItemSummary.Read(after).SearchKey);
    }

    [Fact]
    public async Task Items_are_removed_and_added_and_folders_renamed_over_HTTP()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = Fill(sandbox);

        await TamperAsync(sandbox, new { kind = "RemoveItem", folder = "Mail" });
        await TamperAsync(sandbox, new { kind = "AddItem", folder = "Mail" });
        await TamperAsync(sandbox, new { kind = "AddItem", folder = "Mail" });
        await TamperAsync(sandbox, new { kind = "RenameFolder", folder = "Mail", name = "Post" });

        Assert.Equal((4, "Post"), (folder.Items.Count, folder.DisplayName));
        Assert.Null(folder.Items.Find(0));
    }

    [Theory]
    [InlineData("Nowhere", "RemoveItem", 0)]
    [InlineData("Mail", "RemoveItem", 99)]
    [InlineData("Mail", "RenameFolder", 0)]
    public async Task What_is_not_there_is_refused(string folder, string kind, int item)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        Fill(sandbox);

        Assert.Equal(HttpStatusCode.BadRequest, await TamperAsync(sandbox, new { kind, folder, item }));
    }

    private static SandboxFolder Fill(RunningSandbox sandbox)
    {
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        folder.Items.Add(new UniformItems(1, 3, 1000));
        return folder;
    }

    private static byte[] Read(SandboxFolder folder, int serial)
    {
        using var stream = new MemoryStream();
        folder.Items.Find(serial)!.Write(stream);
        return stream.ToArray();
    }

    private static async Task<HttpStatusCode> TamperAsync(RunningSandbox sandbox, object what)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(what))!.AsObject();
        body["user"] = sandbox.Source.UserPrincipalName;
        using var answer = await sandbox.Client.PostAsJsonAsync(new Uri(sandbox.Host.GraphUrl, "/sandbox/tampering"), body);
        return answer.StatusCode;
    }
}

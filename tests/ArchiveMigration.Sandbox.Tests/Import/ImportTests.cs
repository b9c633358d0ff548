using System.Net;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Import;

public sealed class ImportTests
{
    [Fact]
    public async Task An_exported_item_arrives_byte_for_byte_under_a_new_id_created_now()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var from = sandbox.SourceArchive.Root.AddFolder("From");
        var to = sandbox.DestinationArchive.Root.AddFolder("To");
        from.Items.Add(new UniformItems(7, 1, 2500));
        var id = Assert.Single(await sandbox.ItemIdsAsync(from));

        using var export = await sandbox.ExportAsync(sandbox.SourceArchive, id);
        var exported = Assert.Single((await RunningSandbox.JsonAsync(export))["value"]!.AsArray());
        var data = exported!["data"]!.GetValue<string>();
        using var answer = await sandbox.ImportAsync(await sandbox.OpenSessionAsync(sandbox.DestinationArchive), to, Convert.FromBase64String(data));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var newId = (await RunningSandbox.JsonAsync(answer))["itemId"]!.GetValue<string>();
        Assert.NotEqual(id, newId);
        using var again = await sandbox.ExportAsync(sandbox.DestinationArchive, newId);
        Assert.Equal(data, (await RunningSandbox.JsonAsync(again))["value"]![0]!["data"]!.GetValue<string>());
        var before = from.Items.Find(0)!.Facts;
        var after = to.Items.Find(0)!.Facts;
        Assert.Equal(before.SearchKey!.Value.ToArray(), after.SearchKey!.Value.ToArray());
        Assert.Equal((before.MessageClass, before.Subject, before.LastModified), (after.MessageClass, after.Subject, after.LastModified));
        Assert.True(after.Created > before.Created);
    }
}

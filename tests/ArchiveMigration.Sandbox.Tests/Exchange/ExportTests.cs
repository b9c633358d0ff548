using System.Net;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Exchange;

public sealed class ExportTests
{
    [Fact]
    public async Task Items_of_any_length_come_as_the_base64_of_their_bytes()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        foreach (var size in new long[] { 1000, 1001, 1002, 40_000, 3_000_000 })
        {
            folder.Items.Add(new UniformItems((int)size, 1, size));
        }

        using var answer = await sandbox.ExportAsync(sandbox.SourceArchive, [.. await sandbox.ItemIdsAsync(folder)]);

        var value = (await RunningSandbox.JsonAsync(answer))["value"]!.AsArray();
        for (var serial = 0; serial < 5; serial++)
        {
            using var expected = new MemoryStream();
            folder.Items.Find(serial)!.Write(expected);
            Assert.Equal(expected.ToArray(), Convert.FromBase64String(value[serial]!["data"]!.GetValue<string>()));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    public async Task More_than_20_ids_or_none_are_refused(int count)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var answer = await sandbox.ExportAsync(sandbox.SourceArchive, [.. Enumerable.Repeat("x", count)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("Error")]
    [InlineData("error")]
    public async Task A_corrupt_item_fails_alone_under_the_property_chosen(string property)
    {
        await using var sandbox = await RunningSandbox.StartAsync(exchange: new ExchangeBehaviour { ExportErrorProperty = property });
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        folder.Items.Add(new UniformItems(1, 3, 1000));
        folder.Items.MarkCorrupt(1);
        using var answer = await sandbox.ExportAsync(sandbox.SourceArchive, [.. await sandbox.ItemIdsAsync(folder)]);

        var value = (await RunningSandbox.JsonAsync(answer))["value"]!.AsArray();
        Assert.Equal("ErrorItemCorrupt", value[1]![property]!["code"]!.GetValue<string>());
        Assert.Null(value[1]!["data"]);
        Assert.NotNull(value[0]!["data"]);
        Assert.NotNull(value[2]!["data"]);
    }

    [Fact]
    public async Task V1_exports_from_archives_all_the_same()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        folder.Items.Add(new UniformItems(1, 1, 1000));
        var ids = await sandbox.ItemIdsAsync(folder);
        using var answer = await sandbox.SendAsync(
            sandbox.Scenario.Source,
            HttpMethod.Post,
            RunningSandbox.PathOf(sandbox.SourceArchive, "exportItems", "v1.0"),
            new System.Text.Json.Nodes.JsonObject { ["itemIds"] = new System.Text.Json.Nodes.JsonArray(ids[0]) });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task An_item_of_another_mailbox_is_not_found()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        folder.Items.Add(new UniformItems(1, 1, 1000));
        var id = (await sandbox.ItemIdsAsync(folder))[0];
        using var answer = await sandbox.ExportAsync(sandbox.Source.PrimaryMailbox!, id);
        Assert.Equal("ErrorItemNotFound", (await RunningSandbox.JsonAsync(answer))["value"]![0]!["Error"]!["code"]!.GetValue<string>());
    }
}

using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Exchange;

public sealed class ItemTests
{
    [Fact]
    public async Task A_page_of_a_million_items_is_found_from_the_index()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.Root.AddFolder("Bulk");
        folder.Items.Add(new UniformItems(3, 1_000_000, 1000));

        var page = await ListAsync(sandbox, folder, "$top=999&$skip=999500&$count=true");

        Assert.Equal(1_000_000, page["@odata.count"]!.GetValue<int>());
        Assert.Equal(500, page["value"]!.AsArray().Count);
        Assert.Null(page["@odata.nextLink"]);
        var last = page["value"]!.AsArray()[^1]!;
        using var answer = await sandbox.GetAsync(sandbox.SourceArchive, $"folders/{Uri.EscapeDataString(folder.Id)}/items/{Uri.EscapeDataString(last["id"]!.GetValue<string>())}");
        Assert.Equal(last["changeKey"]!.GetValue<string>(), (await RunningSandbox.JsonAsync(answer))["changeKey"]!.GetValue<string>());
    }

    [Fact]
    public async Task Search_keys_and_subjects_are_listed_under_ids_without_leading_zeros()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        folder.Items.Add(new UniformItems(3, 1, 1000));

        var page = await ListAsync(sandbox, folder, "$expand=singleValueExtendedProperties($filter=id eq 'Binary 0x300B' or id eq 'String 0x0037' or id eq 'String 0x1035')");

        var item = page["value"]![0]!;
        var properties = item["singleValueExtendedProperties"]!.AsArray()
            .ToDictionary(property => property!["id"]!.GetValue<string>(), property => property!["value"]!.GetValue<string>());
        var facts = folder.Items.Find(0)!.Facts;
        Assert.Equal(Convert.ToBase64String(facts.SearchKey!.Value.Span), properties["Binary 0x300b"]);
        Assert.Equal(facts.Subject, properties["String 0x37"]);
        Assert.Equal(2, properties.Count);
        Assert.Null(item["subject"]);
    }

    [Fact]
    public async Task Times_are_returned_in_whole_seconds_and_filtered_with_their_fractions()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        folder.Items.Add(new UniformItems(3, 2, 1000));

        // The second item is of 08:00:37.5.
        var page = await ListAsync(sandbox, folder, "$filter=lastModifiedDateTime gt 2019-01-01T08:00:37Z");
        var item = Assert.Single(page["value"]!.AsArray());
        Assert.Equal("2019-01-01T08:00:37Z", item!["lastModifiedDateTime"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("createdDateTime ge 2019-01-01 and createdDateTime lt 2019-01-01T08:01:00Z", 2)]
    [InlineData("lastModifiedDateTime le 2019-01-01T08:00:00Z", 1)]
    [InlineData("lastModifiedDateTime gt 2019-01-01T08:01:15Z", 1)]
    [InlineData("lastModifiedDateTime ge 2019-01-01T08:01:15Z", 2)]
    [InlineData("lastModifiedDateTime lt 2019-01-01T08:01:15Z", 2)]
    [InlineData("lastModifiedDateTime le 2019-01-01T08:01:15Z", 3)]
    [InlineData("type eq 'IPM.Note'", 4)]
    [InlineData("type ne 'IPM.Note'", 0)]
    [InlineData("singleValueExtendedProperties/any(p:p/id eq 'String 0x001A' and p/value eq 'IPM.Note') and lastModifiedDateTime gt 2019-01-01T08:01:00Z", 2)]
    public async Task Items_can_be_filtered(string filter, int count)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        folder.Items.Add(new UniformItems(3, 4, 1000));
        Assert.Equal(count, (await ListAsync(sandbox, folder, $"$filter={filter}"))["value"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("$filter=singleValueExtendedProperties/any(p:p/id eq 'Binary 0x300B' and p/value eq 'AA==')")]
    [InlineData("$filter=subject eq 'x'")]
    [InlineData("$filter=createdDateTime ge yesterday")]
    [InlineData("$search=x")]
    [InlineData("$apply=x")]
    public async Task What_the_service_cannot_filter_is_refused(string query)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        using var answer = await sandbox.GetAsync(sandbox.SourceArchive, $"folders/{Uri.EscapeDataString(folder.Id)}/items?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Items_can_be_ordered_by_time()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        folder.Items.Add(new UniformItems(3, 3, 1000));
        var page = await ListAsync(sandbox, folder, "$orderby=lastModifiedDateTime desc&$expand=singleValueExtendedProperties($filter=id eq 'String 0x0037')");
        Assert.Equal(
            ["Message 3", "Message 2", "Message 1"],
            page["value"]!.AsArray().Select(item => item!["singleValueExtendedProperties"]![0]!["value"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_deleted_item_is_gone_and_the_pages_shift()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("Mail");
        folder.Items.Add(new UniformItems(3, 3, 1000));
        var ids = await sandbox.ItemIdsAsync(folder);
        var path = RunningSandbox.PathOf(sandbox.DestinationArchive, $"folders/{Uri.EscapeDataString(folder.Id)}/items/{Uri.EscapeDataString(ids[0])}");

        using var undecided = await sandbox.SendAsync(sandbox.Scenario.Destination, HttpMethod.Delete, path);
        using var deleted = await sandbox.SendAsync(sandbox.Scenario.Destination, HttpMethod.Delete, $"{path}?disposalType=hardDelete");
        using var again = await sandbox.SendAsync(sandbox.Scenario.Destination, HttpMethod.Delete, $"{path}?disposalType=hardDelete");
        using var export = await sandbox.ExportAsync(sandbox.DestinationArchive, ids[0]);

        Assert.Equal(HttpStatusCode.BadRequest, undecided.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("ErrorItemNotFound", await RunningSandbox.ErrorCodeAsync(again));
        Assert.Equal(ids.Skip(1), await sandbox.ItemIdsAsync(folder));
        Assert.Equal("ErrorItemNotFound", (await RunningSandbox.JsonAsync(export))["value"]![0]!["Error"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_item_on_hold_can_be_deleted_softly_only()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("Mail");
        folder.Items.Add(new UniformItems(3, 1, 1000));
        sandbox.DestinationArchive.IsOnHold = true;
        var id = (await sandbox.ItemIdsAsync(folder))[0];
        var path = RunningSandbox.PathOf(sandbox.DestinationArchive, $"folders/{Uri.EscapeDataString(folder.Id)}/items/{Uri.EscapeDataString(id)}");

        using var hard = await sandbox.SendAsync(sandbox.Scenario.Destination, HttpMethod.Delete, $"{path}?disposalType=hardDelete");
        using var soft = await sandbox.SendAsync(sandbox.Scenario.Destination, HttpMethod.Delete, $"{path}?disposalType=softDelete");

        Assert.Equal(HttpStatusCode.Forbidden, hard.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, soft.StatusCode);
    }

    [Fact]
    public async Task Item_delta_of_an_archive_stops_in_the_middle()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        using var answer = await sandbox.GetAsync(sandbox.SourceArchive, $"folders/{Uri.EscapeDataString(folder.Id)}/items/delta");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAnyAsync<JsonException>(() => RunningSandbox.JsonAsync(answer));
    }

    [Fact]
    public async Task Item_delta_tells_what_came_and_went_since()
    {
        await using var sandbox = await RunningSandbox.StartAsync(exchange: new ExchangeBehaviour { ItemDeltaBrokenOnArchives = false });
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        folder.Items.Add(new UniformItems(3, 12, 1000));
        var first = await DeltaAsync(sandbox, RunningSandbox.PathOf(sandbox.SourceArchive, $"folders/{Uri.EscapeDataString(folder.Id)}/items/delta"));
        folder.Items.Remove(4);
        folder.Items.Add(new UniformItems(4, 1, 1000));
        var second = await DeltaAsync(sandbox, first.Link);
        var third = await DeltaAsync(sandbox, second.Link);

        Assert.Equal(12, first.Entries.Count);
        Assert.Equal(2, second.Entries.Count);
        Assert.Equal(first.Entries[4]["id"]!.GetValue<string>(), Assert.Single(second.Entries, entry => entry["@removed"] is not null)["id"]!.GetValue<string>());
        Assert.Empty(third.Entries);
    }

    [Fact]
    public async Task Folder_delta_tells_the_whole_tree_flat_and_then_what_changed()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var child = sandbox.SourceArchive.AddPath("A/B/C");
        var first = await DeltaAsync(sandbox, RunningSandbox.PathOf(sandbox.SourceArchive, "folders/delta"));
        child.AddFolder("D");
        var second = await DeltaAsync(sandbox, first.Link);

        Assert.Subset(Names(first.Entries), new HashSet<string> { "A", "B", "C" });
        Assert.Equal(["D"], Names(second.Entries));
    }

    private static HashSet<string> Names(IEnumerable<JsonNode> entries) => [.. entries.Select(entry => entry["displayName"]!.GetValue<string>())];

    private static Task<JsonNode> ListAsync(RunningSandbox sandbox, SandboxFolder folder, string query) =>
        sandbox.GetJsonAsync(folder.Mailbox, $"folders/{Uri.EscapeDataString(folder.Id)}/items?{query}");

    private static async Task<(List<JsonNode> Entries, string Link)> DeltaAsync(RunningSandbox sandbox, string link)
    {
        var entries = new List<JsonNode>();
        while (true)
        {
            using var answer = await sandbox.SendAsync(sandbox.Scenario.Source, HttpMethod.Get, link, prefer: "odata.maxpagesize=5");
            var page = await RunningSandbox.JsonAsync(answer);
            Assert.InRange(page["value"]!.AsArray().Count, 0, 5);
            entries.AddRange(page["value"]!.AsArray().OfType<JsonNode>());
            if (page["@odata.deltaLink"]?.GetValue<string>() is { } end)
            {
                return (entries, end);
            }

            link = page["@odata.nextLink"]!.GetValue<string>();
        }
    }
}

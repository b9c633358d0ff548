using System.Net;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Exchange;

public sealed class FolderTests
{
    [Fact]
    public async Task A_listing_gives_ten_folders_and_links_lead_to_the_rest_once_each()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        for (var i = 0; i < 23; i++)
        {
            sandbox.SourceArchive.Root.AddFolder($"Folder {i}");
        }

        var sizes = new List<int>();
        var names = new List<string>();
        var link = RunningSandbox.PathOf(sandbox.SourceArchive, "folders?$select=displayName");
        while (link is not null)
        {
            using var answer = await sandbox.SendAsync(sandbox.Scenario.Source, HttpMethod.Get, link);
            var page = await RunningSandbox.JsonAsync(answer);
            var value = page["value"]!.AsArray();
            sizes.Add(value.Count);
            names.AddRange(value.Select(folder => folder!["displayName"]!.GetValue<string>()));
            Assert.All(value, folder => Assert.Null(folder!["totalItemCount"]));
            link = page["@odata.nextLink"]?.GetValue<string>();
        }

        Assert.Equal([10, 10, 4], sizes);
        Assert.Equal(24, names.Distinct().Count());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1000")]
    [InlineData("many")]
    public async Task A_page_size_outside_1_to_999_is_refused(string top)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var answer = await sandbox.GetAsync(sandbox.SourceArchive, $"folders?$top={top}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_mailbox_id_may_be_encoded_and_the_path_in_any_case()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = Uri.EscapeDataString(sandbox.SourceArchive.GraphId.ToUpperInvariant());
        foreach (var path in new[] { $"/beta/Admin/Exchange/Mailboxes/{id}/Folders", $"/beta/admin/exchange/mailboxes('{id}')/folders" })
        {
            using var answer = await sandbox.SendAsync(sandbox.Scenario.Source, HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Hidden_folders_are_listed_only_when_asked_for()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.SourceArchive.Root.AddFolder("PersonMetadata").IsHidden = true;

        Assert.DoesNotContain("PersonMetadata", await NamesAsync(sandbox, "folders"));
        Assert.Contains("PersonMetadata", await NamesAsync(sandbox, "folders?includeHiddenFolders=true"));
    }

    [Fact]
    public async Task Folders_can_be_filtered_by_class()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.SourceArchive.Root.AddFolder("Kalender", "IPF.Appointment");
        Assert.Equal(["Kalender"], await NamesAsync(sandbox, "folders?$filter=type eq 'IPF.Appointment'"));
    }

    [Fact]
    public async Task Extended_properties_come_back_without_leading_zeros()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.AddPath("Inbox/2019");
        folder.Items.Add(new UniformItems(1, 3, 1000));
        var page = await sandbox.GetJsonAsync(
            sandbox.SourceArchive,
            $"folders/{Uri.EscapeDataString(folder.Id)}?$expand=singleValueExtendedProperties($filter=id eq 'Long 0x0E08' or id eq 'Boolean 0x10F4' or id eq 'String 0x66B5' or id eq 'String 0x7777')");

        var properties = page["singleValueExtendedProperties"]!.AsArray()
            .ToDictionary(property => property!["id"]!.GetValue<string>(), property => property!["value"]!.GetValue<string>());
        Assert.Equal("3000", properties["Long 0xe08"]);
        Assert.Equal("false", properties["Boolean 0x10f4"]);
        Assert.Equal("\uFFFEInbox\uFFFE2019", properties["String 0x66b5"]);
        Assert.Equal(3, properties.Count);
    }

    [Fact]
    public async Task Well_known_names_open_folders_of_a_primary_mailbox_and_not_of_an_archive()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var inbox = await sandbox.GetJsonAsync(sandbox.Source.PrimaryMailbox!, "folders/Inbox", "v1.0");
        Assert.Equal("inbox", inbox["wellKnownName"]!.GetValue<string>());

        foreach (var name in new[] { "inbox", "msgfolderroot", "archivedeleteditems" })
        {
            using var answer = await sandbox.GetAsync(sandbox.SourceArchive, $"folders/{name}");
            Assert.Equal("ErrorInvalidIdMalformed", await RunningSandbox.ErrorCodeAsync(answer));
        }
    }

    [Fact]
    public async Task An_id_is_case_sensitive_and_must_be_escaped()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = Enumerable.Range(0, 200).Select(i => sandbox.SourceArchive.Root.AddFolder($"F{i}")).First(made => made.Id.Contains('/', StringComparison.Ordinal));

        using var escaped = await sandbox.GetAsync(sandbox.SourceArchive, $"folders/{Uri.EscapeDataString(folder.Id)}");
        using var raw = await sandbox.GetAsync(sandbox.SourceArchive, $"folders/{folder.Id}");
        using var other = await sandbox.GetAsync(sandbox.SourceArchive, $"folders/{Uri.EscapeDataString(OneLetterInOtherCase(folder.Id))}");

        Assert.Equal(HttpStatusCode.OK, escaped.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, raw.StatusCode);
        Assert.Equal("ErrorInvalidIdMalformed", await RunningSandbox.ErrorCodeAsync(other));
    }

    [Fact]
    public async Task A_folder_is_made_once_and_its_name_is_compared_without_case()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var made = await CreateAsync(sandbox, "folders", """{"displayName":"Projekte","type":"IPF.Note"}""");
        using var again = await CreateAsync(sandbox, "folders", """{"displayName":"PROJEKTE","type":"IPF.Note"}""");

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var id = (await RunningSandbox.JsonAsync(made))["id"]!.GetValue<string>();
        Assert.Equal(id, sandbox.DestinationArchive.FindPath("Projekte")!.Id);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("ErrorFolderExists", await RunningSandbox.ErrorCodeAsync(again));
    }

    [Theory]
    [InlineData("""{"displayName":"No class"}""")]
    [InlineData("""{"type":"IPF.Note"}""")]
    [InlineData("""{"displayName":"Wrong class","type":"IPM.Note"}""")]
    [InlineData("not json")]
    public async Task A_folder_needs_name_and_class(string body)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var answer = await CreateAsync(sandbox, "folders", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_folder_can_be_renamed_but_not_change_its_class()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("Old");
        var path = RunningSandbox.PathOf(sandbox.DestinationArchive, $"folders/{Uri.EscapeDataString(folder.Id)}");

        using var renamed = await sandbox.SendAsync(sandbox.Scenario.Destination, HttpMethod.Patch, path, new JsonObject { ["displayName"] = "New" });
        using var retyped = await sandbox.SendAsync(sandbox.Scenario.Destination, HttpMethod.Patch, path, new JsonObject { ["type"] = "IPF.Task" });
        using var collision = await sandbox.SendAsync(sandbox.Scenario.Destination, HttpMethod.Patch, path, new JsonObject { ["displayName"] = "Deleted Items" });

        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
        Assert.Equal("New", folder.DisplayName);
        Assert.Equal(HttpStatusCode.BadRequest, retyped.StatusCode);
        Assert.Equal("ErrorFolderExists", await RunningSandbox.ErrorCodeAsync(collision));
    }

    [Fact]
    public async Task Only_the_reference_can_be_deleted_and_everything_below_goes_with_it()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var child = sandbox.DestinationArchive.AddPath("Top/Child");
        var path = RunningSandbox.PathOf(sandbox.DestinationArchive, $"folders/{Uri.EscapeDataString(child.Parent!.Id)}");

        using var wrong = await sandbox.SendAsync(sandbox.Scenario.Destination, HttpMethod.Delete, path);
        using var right = await sandbox.SendAsync(sandbox.Scenario.Destination, HttpMethod.Delete, $"{path}/$ref");
        using var gone = await sandbox.GetAsync(sandbox.DestinationArchive, $"folders/{Uri.EscapeDataString(child.Id)}");

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        Assert.Equal("ErrorFolderNotFound", await RunningSandbox.ErrorCodeAsync(gone));
    }

    [Fact]
    public async Task V1_refuses_an_archive_until_it_is_told_to_serve_it()
    {
        var behaviour = new ExchangeBehaviour();
        await using var sandbox = await RunningSandbox.StartAsync(exchange: behaviour);
        using var refused = await sandbox.GetAsync(sandbox.SourceArchive, "folders", "v1.0");
        Assert.Equal("Operation on Archive mailbox not allowed", (await RunningSandbox.JsonAsync(refused))["error"]!["message"]!.GetValue<string>());

        behaviour.Version1ServesArchives = true;
        using var served = await sandbox.GetAsync(sandbox.SourceArchive, "folders", "v1.0");
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task Listing_the_top_can_include_the_whole_tree()
    {
        await using var sandbox = await RunningSandbox.StartAsync(exchange: new ExchangeBehaviour { TopFoldersIncludeDescendants = true });
        sandbox.SourceArchive.AddPath("A/B/C");
        var names = await NamesAsync(sandbox, "folders");
        Assert.Subset(names.ToHashSet(), new HashSet<string> { "A", "B", "C" });
    }

    private static string OneLetterInOtherCase(string id)
    {
        var at = Enumerable.Range(8, id.Length - 8).First(i => char.IsAsciiLetter(id[i]));
        return $"{id[..at]}{(char)(id[at] ^ 0x20)}{id[(at + 1)..]}";
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(RunningSandbox sandbox, string relative) =>
        [.. (await sandbox.GetJsonAsync(sandbox.SourceArchive, relative))["value"]!.AsArray().Select(folder => folder!["displayName"]!.GetValue<string>())];

    private static async Task<HttpResponseMessage> CreateAsync(RunningSandbox sandbox, string relative, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(sandbox.Host.GraphUrl, RunningSandbox.PathOf(sandbox.DestinationArchive, relative)));
        request.Headers.Authorization = new("Bearer", await sandbox.TokenAsync(sandbox.Scenario.Destination));
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await sandbox.Client.SendAsync(request);
    }
}

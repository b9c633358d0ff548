using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Faults;

public sealed class FaultTests
{
    [Theory]
    [InlineData(FaultKind.Throttle, 429, true)]
    [InlineData(FaultKind.ThrottleSilently, 429, false)]
    [InlineData(FaultKind.InternalServerError, 500, false)]
    [InlineData(FaultKind.BadGateway, 502, false)]
    [InlineData(FaultKind.ServiceUnavailable, 503, true)]
    [InlineData(FaultKind.GatewayTimeout, 504, false)]
    public async Task A_refusal_happens_as_often_as_asked(FaultKind kind, int status, bool tellsWhen)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.Host.Faults.Add(kind);
        using var refused = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        using var passed = await sandbox.GetAsync(sandbox.SourceArchive, "folders");

        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Equal(tellsWhen, refused.Headers.RetryAfter is not null);
        Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
    }

    [Fact]
    public async Task A_fault_meets_only_the_requests_it_is_meant_for()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.Host.Faults.Add(new SandboxFault(FaultKind.InternalServerError) { Operation = SandboxOperation.ListFolders, Mailbox = sandbox.SourceArchive.Id, Skip = 1, Count = 1 });

        using var otherMailbox = await sandbox.GetAsync(sandbox.Source.PrimaryMailbox!, "folders");
        using var otherOperation = await sandbox.ExportAsync(sandbox.SourceArchive, "x");
        using var skipped = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        using var met = await sandbox.GetAsync(sandbox.SourceArchive, "folders");

        Assert.All([otherMailbox, otherOperation, skipped], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.InternalServerError, met.StatusCode);
    }

    [Fact]
    public async Task A_folder_moves_just_before_a_request_and_the_request_meets_it_there()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        SandboxFolder folder = sandbox.SourceArchive.AddPath("Inbox/Grown");
        sandbox.Host.Faults.Add(new SandboxFault(FaultKind.FolderMoves) { Operation = SandboxOperation.ListItems, Mailbox = sandbox.SourceArchive.Id, Folder = "Inbox/Grown", Skip = 1, Count = 2 });

        using var before = await sandbox.GetAsync(sandbox.SourceArchive, $"folders/{Uri.EscapeDataString(folder.Id)}/items");
        using var after = await sandbox.GetAsync(sandbox.SourceArchive, $"folders/{Uri.EscapeDataString(folder.Id)}/items");
        using var again = await sandbox.GetAsync(sandbox.SourceArchive, $"folders/{Uri.EscapeDataString(folder.Id)}/items");

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.PermanentRedirect, after.StatusCode);
        Assert.Equal(HttpStatusCode.PermanentRedirect, again.StatusCode);
        Assert.Single(sandbox.SourceArchive.Auxiliaries);
    }

    [Fact]
    public async Task Another_process_can_set_how_much_a_mailbox_holds()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var wanted = new { mailbox = sandbox.DestinationArchive.Id, quotaBytes = 5000, growsAfter = "00:00:02", growsBy = 1000 };

        using var set = await sandbox.Client.PostAsJsonAsync(new Uri(sandbox.Host.GraphUrl, "sandbox/mailboxes"), wanted);
        using var unknown = await sandbox.Client.PostAsJsonAsync(new Uri(sandbox.Host.GraphUrl, "sandbox/mailboxes"), new { mailbox = Guid.NewGuid() });

        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        Assert.Equal((5000, new QuotaGrowth(TimeSpan.FromSeconds(2), 1000)), (sandbox.DestinationArchive.QuotaBytes, sandbox.DestinationArchive.QuotaGrowth));
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public void The_same_seed_throws_the_same_dice()
    {
        var runs = Enumerable.Range(0, 2).Select(_ =>
        {
            var faults = new SandboxFaults();
            faults.Seed(42);
            faults.Add(new SandboxFault(FaultKind.BadGateway) { Probability = 0.3 });
            return Enumerable.Range(0, 200).Select(_ => faults.Next(SandboxOperation.ListItems, null) is not null).ToArray();
        }).ToArray();

        Assert.Equal(runs[0], runs[1]);
        Assert.InRange(runs[0].Count(met => met), 40, 80);
    }

    [Fact]
    public async Task A_connection_can_end_before_and_within_the_answer()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        foreach (var kind in new[] { FaultKind.DropBeforeAnswer, FaultKind.DropMidAnswer })
        {
            sandbox.Host.Faults.Add(kind);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => sandbox.GetJsonAsync(sandbox.SourceArchive, "folders"));
        }
    }

    [Fact]
    public async Task An_answer_can_stop_early_with_status_200()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.Host.Faults.Add(FaultKind.TruncatedJson);
        using var answer = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAnyAsync<JsonException>(() => RunningSandbox.JsonAsync(answer));
    }

    [Fact]
    public async Task A_throttle_can_be_followed_by_an_empty_page()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.Host.Faults.Add(FaultKind.ThrottleThenEmptyPage, SandboxOperation.ListFolders);
        using var first = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        var second = await sandbox.GetJsonAsync(sandbox.SourceArchive, "folders");
        var third = await sandbox.GetJsonAsync(sandbox.SourceArchive, "folders");

        Assert.Equal(HttpStatusCode.TooManyRequests, first.StatusCode);
        Assert.Empty(second["value"]!.AsArray());
        Assert.Null(second["@odata.nextLink"]);
        Assert.NotEmpty(third["value"]!.AsArray());
    }

    [Fact]
    public async Task An_export_can_lack_an_item()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.SourceArchive.Root.AddFolder("Mail");
        folder.Items.Add(new UniformItems(1, 3, 1000));
        string[] ids = [.. await sandbox.ItemIdsAsync(folder)];
        sandbox.Host.Faults.Add(FaultKind.MissingItems);
        using var answer = await sandbox.ExportAsync(sandbox.SourceArchive, ids);
        Assert.Equal(ids[..2], (await RunningSandbox.JsonAsync(answer))["value"]!.AsArray().Select(item => item!["itemId"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_committed_import_can_lose_its_answer()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        var session = await sandbox.OpenSessionAsync(sandbox.DestinationArchive);
        sandbox.Host.Faults.Add(FaultKind.LostResponse, SandboxOperation.ImportItem);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sandbox.ImportAsync(session, folder, TestItems.Mail()));

        Assert.Equal(1, folder.Items.Count);
    }

    [Fact]
    public async Task A_session_can_end_before_its_time()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        var session = await sandbox.OpenSessionAsync(sandbox.DestinationArchive);
        sandbox.Host.Faults.Add(FaultKind.ExpiredSession, SandboxOperation.ImportItem);
        using var first = await sandbox.ImportAsync(session, folder, TestItems.Mail());
        using var second = await sandbox.ImportAsync(session, folder, TestItems.Mail());

        Assert.Equal(HttpStatusCode.Unauthorized, first.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
    }

    [Fact]
    public async Task Faults_can_be_set_and_counted_from_another_process()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var faults = new Uri(sandbox.Host.GraphUrl, "/sandbox/faults");
        using var set = await sandbox.Client.PostAsJsonAsync(faults, new JsonArray(
            new JsonObject { ["kind"] = "BadGateway", ["operation"] = "ListFolders", ["count"] = 1 },
            new JsonObject { ["kind"] = "Slow", ["delay"] = "00:00:02", ["operation"] = "ImportItem" }));
        using var met = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        var state = JsonNode.Parse(await sandbox.Client.GetStringAsync(faults))!;
        using var cleared = await sandbox.Client.DeleteAsync(faults);

        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        Assert.Equal(HttpStatusCode.BadGateway, met.StatusCode);
        Assert.Equal("Slow", Assert.Single(state["pending"]!.AsArray())!["kind"]!.GetValue<string>());
        Assert.Equal(1, state["happened"]!["BadGateway"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NoContent, cleared.StatusCode);
        Assert.Empty(sandbox.Host.Faults.Pending);

        using var wrong = await sandbox.Client.PostAsJsonAsync(faults, new JsonObject { ["kind"] = "BadGateway", ["colour"] = "red" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }
}

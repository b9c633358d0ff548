using System.Net;
using System.Text;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Import;

public sealed class ImportRulesTests
{
    [Fact]
    public async Task The_same_data_twice_are_two_items()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        var session = await sandbox.OpenSessionAsync(sandbox.DestinationArchive);
        for (var i = 0; i < 2; i++)
        {
            using var answer = await sandbox.ImportAsync(session, folder, TestItems.Mail());
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(2, folder.Items.Count);
    }

    [Theory]
    [InlineData("""{"FolderId":"FOLDER","Mode":"create","Data":"DATA"}""", "200")]
    [InlineData("""{"Data":"DATA","Mode":"create","FolderId":"FOLDER"}""", "200")]
    [InlineData("""{ "FolderId" : "FOLDER" , "Data" :   "DATA" , "Mode" : "create" }""", "200")]
    [InlineData("""{"FolderId":"FOLDER","Mode":"create","Other":{"a":["b"]},"Data":"DATA"}""", "200")]
    [InlineData("""{"FolderId":"FOLDER","Mode":"create"}""", "ErrorInvalidRequest")]
    [InlineData("""{"Mode":"create","Data":"DATA"}""", "ErrorInvalidRequest")]
    [InlineData("""{"FolderId":"FOLDER","Data":"DATA"}""", "ErrorInvalidRequest")]
    [InlineData("""{"FolderId":"FOLDER","Mode":"append","Data":"DATA"}""", "ErrorInvalidRequest")]
    [InlineData("""{"FolderId":"FOLDER","Mode":"create","Data":"DATA","ItemId":"x"}""", "ErrorInvalidRequest")]
    [InlineData("""{"FolderId":"FOLDER","Mode":"update","Data":"DATA","ItemId":"x"}""", "ErrorInvalidRequest")]
    [InlineData("""{"FolderId":"FOLDER","Mode":"update","Data":"DATA","ItemId":"x","ChangeKey":"y"}""", "ErrorItemNotFound")]
    [InlineData("""{"FolderId":"inbox","Mode":"create","Data":"DATA"}""", "ErrorInvalidIdMalformed")]
    [InlineData("""{"FolderId":"FOLDER","Mode":"create","Data":7}""", "BadRequest")]
    [InlineData("""{"FolderId":"FOLDER","Mode":"create","Data":"DATA""", "BadRequest")]
    [InlineData("""{"FolderId":"FOLDER","Mode":"create","Data":"DATA"} more""", "BadRequest")]
    [InlineData("""["DATA"]""", "BadRequest")]
    [InlineData("", "BadRequest")]
    public async Task A_body_is_judged_by_its_members_in_any_order(string body, string outcome)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        var json = body.Replace("FOLDER", folder.Id, StringComparison.Ordinal).Replace("DATA", Convert.ToBase64String(TestItems.Mail()), StringComparison.Ordinal);
        using var answer = await sandbox.ImportAsync(await sandbox.OpenSessionAsync(sandbox.DestinationArchive), json);

        Assert.Equal(outcome, answer.StatusCode == HttpStatusCode.OK ? "200" : await RunningSandbox.ErrorCodeAsync(answer));
        Assert.Equal(outcome == "200" ? 1 : 0, folder.Items.Count);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("not base64!")]
    [InlineData("AAAA=AAA")]
    [InlineData("AAAAA")]
    [InlineData("AAAA AAAA")]
    [InlineData("VGhpcyBpcyBubyBpdGVtLg==")]
    [InlineData("")]
    public async Task Data_that_are_no_item_are_corrupt(string data)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        using var answer = await sandbox.ImportAsync(
            await sandbox.OpenSessionAsync(sandbox.DestinationArchive),
            $$"""{"FolderId":"{{folder.Id}}","Mode":"create","Data":"{{data}}"}""");

        Assert.Equal("ErrorCorruptData", await RunningSandbox.ErrorCodeAsync(answer));
        Assert.Equal(0, folder.Items.Count);
    }

    [Fact]
    public async Task An_item_cut_short_is_corrupt()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        using var answer = await sandbox.ImportAsync(await sandbox.OpenSessionAsync(sandbox.DestinationArchive), folder, TestItems.Mail()[..^7]);
        Assert.Equal("ErrorCorruptData", await RunningSandbox.ErrorCodeAsync(answer));
    }

    [Fact]
    public async Task Escapes_in_the_base64_are_understood()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        var item = TestItems.Mail(size: 20_000);
        var data = Convert.ToBase64String(item).Replace("+", "\\u002B", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal);
        using var answer = await sandbox.ImportAsync(
            await sandbox.OpenSessionAsync(sandbox.DestinationArchive),
            $$"""{"FolderId":"{{folder.Id}}","Mode":"create","Data":"{{data}}"}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(item), folder.Items.Find(0)!.ComputeHash());
    }

    [Fact]
    public async Task A_body_sent_in_small_chunks_gives_the_same_item()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        var item = TestItems.Mail(size: 5000);
        var body = Encoding.UTF8.GetBytes($$"""{"FolderId":"{{folder.Id}}","Mode":"create","Data":"{{Convert.ToBase64String(item).Replace("/", "\\/", StringComparison.Ordinal)}}"}""");
        using var content = new StreamContent(new TricklingStream(body, 7));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, await sandbox.OpenSessionAsync(sandbox.DestinationArchive)) { Content = content };
        request.Headers.TransferEncodingChunked = true;
        using var answer = await sandbox.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(item), folder.Items.Find(0)!.ComputeHash());
    }

    [Fact]
    public async Task An_update_puts_new_content_under_the_same_id_and_moves_the_change_key()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        var session = await sandbox.OpenSessionAsync(sandbox.DestinationArchive);
        using var created = await sandbox.ImportAsync(session, folder, TestItems.Mail(1));
        var first = await RunningSandbox.JsonAsync(created);
        var (id, key) = (first["itemId"]!.GetValue<string>(), first["changeKey"]!.GetValue<string>());
        var newer = TestItems.Mail(2);
        var update = $$"""{"FolderId":"{{folder.Id}}","Mode":"update","Data":"{{Convert.ToBase64String(newer)}}","ItemId":"{{id}}","ChangeKey":"{{key}}"}""";

        using var updated = await sandbox.ImportAsync(session, update);
        using var stale = await sandbox.ImportAsync(session, update);

        var second = await RunningSandbox.JsonAsync(updated);
        Assert.Equal(id, second["itemId"]!.GetValue<string>());
        Assert.NotEqual(key, second["changeKey"]!.GetValue<string>());
        Assert.Equal("ErrorItemNotFound", await RunningSandbox.ErrorCodeAsync(stale));
        Assert.Equal(1, folder.Items.Count);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(newer), folder.Items.Find(0)!.ComputeHash());
    }

    [Fact]
    public async Task The_url_is_the_credential_and_no_other_is_wanted()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var session = await sandbox.OpenSessionAsync(sandbox.DestinationArchive);
        Assert.Equal(sandbox.Host.ImportHost, session.Authority);
        using var request = new HttpRequestMessage(HttpMethod.Post, session) { Content = new StringContent("{}") };
        request.Headers.Authorization = new("Bearer", await sandbox.TokenAsync(sandbox.Scenario.Destination));
        using var answer = await sandbox.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);

        using var altered = await sandbox.ImportAsync(new Uri(session.ToString().Replace(sandbox.DestinationArchive.Id.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal)), "{}");
        Assert.Equal(HttpStatusCode.Unauthorized, altered.StatusCode);
    }

    [Fact]
    public async Task A_session_ends_at_the_time_it_told()
    {
        var time = new ManualTimeProvider();
        await using var sandbox = await RunningSandbox.StartAsync(time, exchange: new ExchangeBehaviour { SessionLifetime = TimeSpan.FromMinutes(30) });
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        var session = await sandbox.OpenSessionAsync(sandbox.DestinationArchive);
        time.Advance(TimeSpan.FromMinutes(30));
        using var answer = await sandbox.ImportAsync(session, folder, TestItems.Mail());
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task All_sessions_can_be_ended_at_once()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        var session = await sandbox.OpenSessionAsync(sandbox.DestinationArchive);
        sandbox.Host.ExpireSessions();
        using var answer = await sandbox.ImportAsync(session, folder, TestItems.Mail());
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_full_mailbox_refuses_until_it_has_grown()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        sandbox.DestinationArchive.QuotaBytes = 5000;
        var session = await sandbox.OpenSessionAsync(sandbox.DestinationArchive);
        using var first = await sandbox.ImportAsync(session, folder, TestItems.Mail(1, 3000));
        using var second = await sandbox.ImportAsync(session, folder, TestItems.Mail(2, 3000));
        sandbox.DestinationArchive.QuotaBytes = 10_000;
        using var third = await sandbox.ImportAsync(session, folder, TestItems.Mail(2, 3000));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.InsufficientStorage, second.StatusCode);
        Assert.Equal("ErrorQuotaExceeded", await RunningSandbox.ErrorCodeAsync(second));
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task A_full_mailbox_grows_by_itself_some_time_after_it_first_refused()
    {
        var time = new ManualTimeProvider();
        await using var sandbox = await RunningSandbox.StartAsync();
        SandboxMailbox archive = sandbox.DestinationArchive;
        archive.QuotaBytes = 5000;
        archive.QuotaGrowth = new QuotaGrowth(TimeSpan.FromDays(3), 5000);

        Assert.True(archive.TryReserve(4000, time.GetUtcNow()));
        Assert.False(archive.TryReserve(4000, time.GetUtcNow()));
        Assert.False(archive.TryReserve(4000, time.GetUtcNow() + TimeSpan.FromDays(2.9)));
        Assert.True(archive.TryReserve(4000, time.GetUtcNow() + TimeSpan.FromDays(3)));
        Assert.False(archive.TryReserve(4000, time.GetUtcNow() + TimeSpan.FromDays(3)));
    }

    [Fact]
    public async Task A_full_folder_fails_with_the_quota_inside()
    {
        await using var sandbox = await RunningSandbox.StartAsync(exchange: new ExchangeBehaviour { MaximumItemsPerFolder = 1 });
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        folder.Items.Add(new UniformItems(1, 1, 1000));
        using var answer = await sandbox.ImportAsync(await sandbox.OpenSessionAsync(sandbox.DestinationArchive), folder, TestItems.Mail());

        var error = (await RunningSandbox.JsonAsync(answer))["error"]!;
        Assert.Equal("ErrorInternalServerError", error["code"]!.GetValue<string>());
        Assert.Equal("ErrorQuotaExceeded", error["innerError"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_item_over_the_ceiling_is_refused_by_its_size()
    {
        await using var sandbox = await RunningSandbox.StartAsync(exchange: new ExchangeBehaviour { MaximumItemBytes = 100_000 });
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        using var answer = await sandbox.ImportAsync(await sandbox.OpenSessionAsync(sandbox.DestinationArchive), folder, TestItems.Mail(size: 200_000));
        Assert.Equal("ErrorMessageSizeExceeded", await RunningSandbox.ErrorCodeAsync(answer));
        Assert.Equal(0, folder.Items.Count);
    }

    [Fact]
    public async Task Archives_can_be_set_to_take_no_imports()
    {
        await using var sandbox = await RunningSandbox.StartAsync(exchange: new ExchangeBehaviour { ArchivesTakeImports = false });
        using var answer = await sandbox.SendAsync(sandbox.Scenario.Destination, HttpMethod.Post, RunningSandbox.PathOf(sandbox.DestinationArchive, "createImportSession"));
        Assert.Equal("Operation on Archive mailbox not allowed", (await RunningSandbox.JsonAsync(answer))["error"]!["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task Hashes_alone_are_kept_when_told()
    {
        await using var sandbox = await RunningSandbox.StartAsync(exchange: new ExchangeBehaviour { HashOnly = true });
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        var item = TestItems.Mail();
        using var answer = await sandbox.ImportAsync(await sandbox.OpenSessionAsync(sandbox.DestinationArchive), folder, item);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(item), folder.Items.Find(0)!.ComputeHash());
        Assert.Throws<InvalidOperationException>(() => folder.Items.Find(0)!.Write(Stream.Null));
    }

    /// <summary>Gives a few bytes a read.</summary>
    private sealed class TricklingStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(atOnce, buffer.Length)], cancellationToken);
    }
}

using System.Net;
using System.Text;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange;

public class ImportTests
{
    private const string ImportUrl = "https://outlook.office365.com/api/gbeta/Mailboxes('MBX:main@tenant')/importItem?authtoken=SECRET";
    private const string Imported = """{"@odata.context":"x","itemId":"N1","changeKey":"CK"}""";
    private static readonly MailboxFolder Folder = new() { Id = "F+1\"=", Name = "Inbox", Path = "Inbox" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_item_is_posted_as_documented_and_without_our_token(bool streamed)
    {
        using ScriptedService service = new ScriptedService().Then(Session()).ThenJson(Imported);

        ImportedItem imported = await ImportAsync(service, Content(streamed));

        Assert.Equal(new ImportedItem("N1", "CK", ScriptedService.MainId), imported);
        Asked asked = service.Asked[1];
        Assert.Equal("""{"FolderId":"F+1\"=","Mode":"create","Data":"AAAABBBB"}""", asked.Body);
        Assert.Equal(streamed ? null : asked.Body.Length, asked.ContentLength);
        Assert.Null(asked.Authorization);
        Assert.Equal(streamed, asked.Headers.ContainsKey("Expect"));
        Assert.Equal(ImportUrl, asked.Url.OriginalString);
        Assert.Equal(ScriptedService.Main + "/createImportSession", service.Asked[0].Url.AbsoluteUri);
    }

    [Fact]
    public async Task One_session_serves_many_items_and_is_renewed_before_it_ends()
    {
        using ScriptedService service = new ScriptedService()
            .Then(Session(TimeSpan.FromMinutes(30))).ThenJson(Imported).ThenJson(Imported)
            .Then(Session(TimeSpan.FromMinutes(30))).ThenJson(Imported);
        IMailbox mailbox = service.Mailbox();

        await mailbox.ImportAsync(Folder, Content(), default);
        service.Time.Advance(TimeSpan.FromMinutes(24));
        await mailbox.ImportAsync(Folder, Content(), default);
        service.Time.Advance(TimeSpan.FromMinutes(2));
        await mailbox.ImportAsync(Folder, Content(), default);

        Assert.True(service.IsFinished);
    }

    [Fact]
    public async Task Many_who_start_at_once_share_one_session()
    {
        using ScriptedService service = new ScriptedService().Then(Session());
        for (int i = 0; i < 10; i++)
        {
            service.ThenJson(Imported);
        }

        IMailbox mailbox = service.Mailbox();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => mailbox.ImportAsync(Folder, Content(), default)));

        Assert.Single(service.Asked, asked => asked.Url.AbsolutePath.EndsWith("/createImportSession", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://evil.example/importItem?authtoken=SECRET")]
    [InlineData("http://outlook.office365.com/importItem?authtoken=SECRET")]
    [InlineData("https://outlook.office365.com.evil.example/importItem?authtoken=SECRET")]
    [InlineData("https://outlook.office365.com:8443/importItem?authtoken=SECRET")]
    [InlineData("https://outlook.office365.com@evil.example/importItem?authtoken=SECRET")]
    [InlineData("SECRET")]
    public async Task Items_go_only_to_the_clouds_import_hosts_and_the_url_stays_secret(string url)
    {
        using ScriptedService service = new ScriptedService().ThenJson($$"""{"importUrl":"{{url}}"}""");
        BufferedContent content = Content();

        var failure = await Assert.ThrowsAsync<MigrationException>(() => ImportAsync(service, content));

        Assert.Equal(ErrorIds.RedirectRefused, failure.ErrorId);
        Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, content.Copies);
    }

    [Fact]
    public async Task A_refused_session_is_replaced_once_and_the_item_sent_again()
    {
        using ScriptedService service = new ScriptedService()
            .Then(Session()).ThenError(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken")
            .Then(Session()).ThenJson(Imported);
        Assert.Equal("N1", (await ImportAsync(service, Content())).Id);

        using ScriptedService stubborn = new ScriptedService()
            .Then(Session()).ThenError(HttpStatusCode.Forbidden, "ErrorAccessDenied")
            .Then(Session()).ThenError(HttpStatusCode.Forbidden, "ErrorAccessDenied");
        var failure = await Assert.ThrowsAnyAsync<MigrationException>(() => ImportAsync(stubborn, Content()));
        Assert.Equal(ErrorIds.PermissionDenied, failure.ErrorId);
        Assert.Contains("MailboxItem.ImportExport.All", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_that_cannot_be_had_twice_is_reported_as_not_imported()
    {
        using ScriptedService service = new ScriptedService()
            .Then(Session()).ThenError(HttpStatusCode.TooManyRequests, "ApplicationThrottled", headers: ("Retry-After", "30"));

        var failure = await Assert.ThrowsAsync<MigrationException>(() => ImportAsync(service, Content(streamed: true)));

        Assert.True(failure.IsTransient);
        Assert.NotEqual(ErrorIds.ImportUncertain, failure.ErrorId);
        Assert.Contains(service.Time.Waits, wait => wait >= TimeSpan.FromSeconds(30)); // Before it is exported again, not after.
    }

    [Fact]
    public async Task Throttling_is_waited_out_and_the_item_sent_again()
    {
        using ScriptedService service = new ScriptedService()
            .Then(Session())
            .ThenError(HttpStatusCode.TooManyRequests, "ApplicationThrottled", "Application is over its IncomingBytes limit.", ("Retry-After", "30"))
            .ThenJson(Imported);

        Assert.Equal("N1", (await ImportAsync(service, Content())).Id);
        Assert.Contains(service.Time.Waits, wait => wait >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_expanded_folders_items_go_to_its_shard_from_then_on()
    {
        using ScriptedService service = new ScriptedService()
            .Then(Session())
            .Then(HttpStatusCode.Conflict, """{ "Message": "Invalid import session. The target session is expected in mailbox MBX:f10964a6-4fd0-4f74-8@4d2e-9e48-109351d094ab." }""")
            .Then(Session()).ThenJson(Imported)
            .ThenJson(Imported);
        IMailbox mailbox = service.Mailbox();

        ImportedItem first = await mailbox.ImportAsync(Folder, Content(), default);
        await mailbox.ImportAsync(Folder, Content(), default);

        Assert.Equal("MBX:f10964a6-4fd0-4f74-8@4d2e-9e48-109351d094ab", first.ShardId);
        Assert.Equal(ScriptedService.Mailboxes + "MBX:f10964a6-4fd0-4f74-8@4d2e-9e48-109351d094ab/createImportSession", service.Asked[2].Url.AbsoluteUri);
        Assert.True(service.IsFinished);
    }

    [Theory]
    [InlineData(1_000_000, ErrorIds.FolderFull)]
    [InlineData(992_000, ErrorIds.FolderFull)]
    [InlineData(5, ErrorIds.QuotaExceeded)]
    public async Task Whether_the_folder_or_the_mailbox_is_full_is_told_by_the_folders_count(int items, string expected)
    {
        using ScriptedService service = new ScriptedService()
            .Then(Session())
            .ThenError(HttpStatusCode.InternalServerError, "ErrorInternalServerError", "Cannot save changes made to an item to store. ErrorQuotaExceeded", ("request-id", "r-5"))
            .ThenJson($$"""{ "id": "f", "displayName": "Inbox", "totalItemCount": {{items}} }""");

        var failure = await Assert.ThrowsAnyAsync<MigrationException>(() => ImportAsync(service, Content()));

        Assert.Equal((expected, "r-5", false), (failure.ErrorId, failure.RequestId, failure.IsTransient));
    }

    [Theory]
    [InlineData(413, "ErrorQuotaExceeded", "m", ErrorIds.QuotaExceeded)]
    [InlineData(507, "ErrorQuotaExceeded", "m", ErrorIds.QuotaExceeded)]
    [InlineData(403, "ErrorQuotaExceeded", "m", ErrorIds.QuotaExceeded)]
    [InlineData(400, "ErrorCorruptData", "m", ErrorIds.ItemCorrupt)]
    [InlineData(500, "ErrorInternalServerError", "ErrorItemCorrupt", ErrorIds.ItemCorrupt)]
    [InlineData(413, "x", "m", ErrorIds.ItemTooLarge)]
    [InlineData(400, "ErrorMessageSizeExceeded", "m", ErrorIds.ItemTooLarge)]
    [InlineData(404, "ErrorFolderNotFound", "m", ErrorIds.FolderNotFound)]
    [InlineData(400, "ErrorInvalidRequest", "m", ErrorIds.ItemMigrationFailed)]
    public async Task A_clear_refusal_says_why_and_that_nothing_was_imported(int status, string code, string message, string expected)
    {
        using ScriptedService service = new ScriptedService().Then(Session()).ThenError((HttpStatusCode)status, code, message, ("request-id", "r-5"));

        var failure = await Assert.ThrowsAnyAsync<MigrationException>(() => ImportAsync(service, Content()));

        Assert.Equal((expected, code, "r-5", "anna@contoso.com", false), (failure.ErrorId, failure.ServiceCode, failure.RequestId, failure.Target, failure.IsTransient));
        Assert.True(service.IsFinished);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task A_server_error_after_the_whole_item_was_sent_leaves_it_open(int status)
    {
        using ScriptedService service = new ScriptedService().Then(Session()).ThenError((HttpStatusCode)status, "ErrorInternalServerError");

        var failure = await Assert.ThrowsAsync<MigrationException>(() => ImportAsync(service, Content()));

        Assert.Equal((ErrorIds.ImportUncertain, true), (failure.ErrorId, failure.IsTransient));
        Assert.True(service.IsFinished);
    }

    [Theory]
    [InlineData("""{"itemId":""")]
    [InlineData("""{"changeKey":"CK"}""")]
    [InlineData("")]
    public async Task An_answer_that_cannot_be_read_leaves_it_open(string answer)
    {
        using ScriptedService service = new ScriptedService().Then(Session()).ThenJson(answer);

        Assert.Equal(ErrorIds.ImportUncertain, (await Assert.ThrowsAsync<MigrationException>(() => ImportAsync(service, Content()))).ErrorId);
    }

    [Fact]
    public async Task A_lost_answer_and_a_timeout_leave_it_open()
    {
        using ScriptedService lost = new ScriptedService().Then(Session()).ThenBreak(new HttpRequestException(HttpRequestError.ResponseEnded));
        Assert.Equal(ErrorIds.ImportUncertain, (await Assert.ThrowsAsync<MigrationException>(() => ImportAsync(lost, Content()))).ErrorId);

        using var late = new ScriptedService();
        late.Then(Session()).Then(async (_, cancellationToken) =>
        {
            late.Time.RunTimeoutsOut();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        });
        Assert.Equal(ErrorIds.ImportUncertain, (await Assert.ThrowsAsync<MigrationException>(() => ImportAsync(late, Content()))).ErrorId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_breaks_before_the_body_is_complete_leaves_nothing_open(bool streamed)
    {
        using var refusing = new UnreachableImports(failures: 2);
        using ScriptedService service = new ScriptedService().Then(Session()).ThenJson(Imported);
        refusing.InnerHandler = service;
        var mailbox = new Engine.Exchange.GraphMailbox(
            service.Transport(), new HttpMessageInvoker(refusing), "anna@contoso.com", MailboxKind.Archive, ScriptedService.MainId);

        // The content was not touched, so even content that streams once can still be sent.
        Assert.Equal("N1", (await mailbox.ImportAsync(Folder, Content(streamed), default)).Id);
    }

    [Theory]
    [InlineData(10, true, null)]
    [InlineData(48, true, ErrorIds.ServiceUnavailable)]
    [InlineData(54, true, ErrorIds.ImportUncertain)]
    [InlineData(10, false, ErrorIds.ImportUncertain)] // A small body goes out in one piece: its end was given away with its beginning.
    [InlineData(54, false, ErrorIds.ImportUncertain)]
    public async Task A_connection_that_breaks_within_the_body_leaves_it_open_only_if_its_end_was_given_away(int afterBytes, bool streamed, string? expected)
    {
        using var breaking = new BreakingImports(afterBytes);
        using ScriptedService service = new ScriptedService().Then(Session()).ThenJson(Imported);
        breaking.InnerHandler = service;
        var mailbox = new Engine.Exchange.GraphMailbox(
            service.Transport(), new HttpMessageInvoker(breaking), "anna@contoso.com", MailboxKind.Archive, ScriptedService.MainId);

        // {"FolderId":"F+1\"=","Mode":"create","Data":" are 45 bytes, the content 8, the end 2.
        var failure = await Record.ExceptionAsync(() => mailbox.ImportAsync(Folder, Content(streamed), default)) as MigrationException;

        Assert.Equal((expected, expected is not null), (failure?.ErrorId, failure?.IsTransient ?? false));
    }

    [Fact]
    public async Task Content_that_breaks_off_is_its_own_failure_and_nothing_is_imported()
    {
        using ScriptedService service = new ScriptedService().Then(Session());
        var cause = new MigrationException(ErrorIds.ConnectionFailed, MigrationErrorKind.Connection, "The export broke off.") { IsTransient = true };

        var failure = await Assert.ThrowsAsync<MigrationException>(() => ImportAsync(service, new BufferedContent("AAAABBBB"u8.ToArray(), streamsOnce: true) { BreaksOffWith = cause }));

        Assert.Same(cause, failure);
    }

    [Fact]
    public async Task Patience_with_throttling_ends()
    {
        using ScriptedService service = new ScriptedService().Then(Session());
        for (int i = 0; i < RetryPolicy.MostAttempts; i++)
        {
            service.ThenError(HttpStatusCode.TooManyRequests, "TooManyRequests");
        }

        Assert.Equal(ErrorIds.ServiceThrottled, (await Assert.ThrowsAnyAsync<MigrationException>(() => ImportAsync(service, Content()))).ErrorId);
    }

    [Fact]
    public async Task A_probe_opens_a_session_and_sends_nothing_else()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""{"value":[{"id":"A","displayName":"Inbox"}]}""").ThenJson("""{"value":[]}""")
            .ThenError(HttpStatusCode.Forbidden, "ErrorAccessDenied");

        var failure = await Assert.ThrowsAnyAsync<MigrationException>(() => service.Mailbox().ProbeImportAsync(default));

        Assert.Equal(ErrorIds.PermissionDenied, failure.ErrorId);
        Assert.Contains("MailboxItem.ImportExport.All", failure.Remedy, StringComparison.Ordinal);
    }

    private static Task<ImportedItem> ImportAsync(ScriptedService service, ItemContent content) => service.Mailbox().ImportAsync(Folder, content, default);

    private static BufferedContent Content(bool streamed = false) => new(Encoding.ASCII.GetBytes("AAAABBBB"), streamed);

    private static Func<Asked, HttpResponseMessage> Session(TimeSpan? lifetime = null) => _ => ScriptedService.Answer(
        HttpStatusCode.Created,
        $$"""{"importUrl":"{{ImportUrl}}","expirationDateTime":"{{DateTimeOffset.UtcNow + (lifetime ?? TimeSpan.FromHours(1)):O}}"}""");
}

using System.Net;
using System.Text;
using System.Text.Json;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange;

public class ExportTests
{
    private const string Broken = "{\"value\":[{\"itemId\":\"I1\",\"da";

    [Fact]
    public async Task Content_is_what_the_service_sent()
    {
        // Graph documentation, mailbox: exportItems, example response (shortened).
        using ScriptedService service = new ScriptedService().ThenJson(
            """
            {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.exportItemResponse)",
             "value":[{"itemId":"I1","changeKey":"CQAAABYA","data":"AQAAAAgAAwAAAEQAC/+="},{"itemId":"I2","data":"BBBB"}]}
            """);

        var answers = await service.Mailbox().ExportAllAsync(Item("I1"), Item("I2"));

        Assert.Equal(["I1:AQAAAAgAAwAAAEQAC/+=", "I2:BBBB"], Shown(answers));
        Assert.Equal(ScriptedService.Main + "/exportItems", service.Asked.Single().Url.AbsoluteUri);
        Assert.Equal("""{"itemIds":["I1","I2"]}""", service.Asked.Single().Body);
        Assert.DoesNotContain("Accept-Encoding", service.Asked.Single().Headers.Keys);
    }

    [Fact]
    public async Task Each_shard_is_asked_for_its_own()
    {
        using ScriptedService service = new ScriptedService().Then(Exports).Then(Exports);

        var answers = await service.Mailbox().ExportAllAsync(Item("I1"), Item("I2", "MBX:aux@tenant"), Item("I3"));

        Assert.Equal(["I1:I1I1", "I3:I3I3", "I2:I2I2"], Shown(answers));
        Assert.Equal(ScriptedService.Mailboxes + "MBX:aux@tenant/exportItems", service.Asked[1].Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("ErrorItemNotFound", ErrorIds.ItemNotFound, false)]
    [InlineData("ErrorItemCorrupt", ErrorIds.ItemCorrupt, false)]
    [InlineData("ErrorMessageSizeExceeded", ErrorIds.ItemTooLarge, false)]
    [InlineData("ErrorAccessDenied", ErrorIds.PermissionDenied, false)]
    [InlineData("ErrorNobodyKnows", ErrorIds.ItemMigrationFailed, false)]
    public async Task An_items_error_is_its_own(string code, string expected, bool isTransient)
    {
        using ScriptedService service = new ScriptedService().Then(
            HttpStatusCode.OK, "{\"value\":[{\"itemId\":\"I1\",\"Error\":{\"code\":\"" + code + "\",\"message\":\"m\"}},{\"itemId\":\"I2\",\"data\":\"BBBB\"}]}", ("request-id", "r-9"));

        var answers = await service.Mailbox().ExportAllAsync(Item("I1"), Item("I2"));

        MigrationException error = answers[0].Error!;
        Assert.Equal((expected, code, "r-9", isTransient), (error.ErrorId, error.ServiceCode, error.RequestId, error.IsTransient));
        Assert.Equal("BBBB", Encoding.ASCII.GetString(answers[1].Content!));
    }

    [Fact]
    public async Task An_error_that_passes_is_asked_again_after_a_while()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""{"value":[{"itemId":"I1","error":{"code":"ErrorServerBusy","message":"m"}}]}""")
            .Then(Exports);

        Assert.Equal(["I1:I1I1"], Shown(await service.Mailbox().ExportAllAsync(Item("I1"))));
        Assert.NotEmpty(service.Time.Waits);
    }

    [Fact]
    public async Task An_error_that_does_not_pass_is_told_in_the_end()
    {
        using var service = new ScriptedService();
        for (int i = 0; i < 4; i++)
        {
            service.ThenJson("""{"value":[{"itemId":"I1","error":{"code":"ErrorServerBusy","message":"m"}}]}""");
        }

        var answers = await service.Mailbox().ExportAllAsync(Item("I1"));

        Assert.True(Assert.Single(answers).Error!.IsTransient);
        Assert.True(service.IsFinished);
    }

    [Fact]
    public async Task Items_left_out_are_asked_for_one_by_one_and_given_up_only_then()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""{"value":[{"itemId":"I2","data":"BBBB"},{"itemId":"STRANGER","data":"CCCC"}]}""")
            .Then(Exports)
            .ThenJson("""{"value":[]}""");

        var answers = await service.Mailbox().ExportAllAsync(Item("I1"), Item("I2"), Item("I3"));

        Assert.Equal(["I2:BBBB", "I1:I1I1", "I3:" + ErrorIds.ItemNotReturned], Shown(answers));
        Assert.Equal("""{"itemIds":["I3"]}""", service.Asked[2].Body);
    }

    [Fact]
    public async Task An_answer_about_one_item_needs_no_order_and_no_name()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""{"value":[{"data":"BBBB","itemId":"I1"}]}""")
            .ThenJson("""{"value":[{"data":"CCCC"}]}""");
        IMailbox mailbox = service.Mailbox();

        Assert.Equal(["I1:BBBB"], Shown(await mailbox.ExportAllAsync(Item("I1"))));
        Assert.Equal(["I2:CCCC"], Shown(await mailbox.ExportAllAsync(Item("I2"))));
    }

    [Fact]
    public async Task Content_of_another_item_is_never_taken_for_the_one_asked_for()
    {
        using ScriptedService service = new ScriptedService().ThenJson("""{"value":[{"itemId":"STRANGER","data":"CCCC"}]}""");

        Assert.Equal(["I1:" + ErrorIds.ItemNotReturned], Shown(await service.Mailbox().ExportAllAsync(Item("I1"))));
    }

    [Fact]
    public async Task An_id_may_come_back_in_the_other_base64_alphabet()
    {
        using ScriptedService service = new ScriptedService().ThenJson("""{"value":[{"itemId":"A+/","data":"CCCC"},{"itemId":"B-_","data":"DDDD"}]}""");

        Assert.Equal(["A-_:CCCC", "B-_:DDDD"], Shown(await service.Mailbox().ExportAllAsync(Item("A-_"), Item("B-_"))));
    }

    [Fact]
    public async Task An_answer_that_puts_data_before_the_name_is_not_guessed_at()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""{"value":[{"data":"BBBB","itemId":"I2"},{"data":"AAAA","itemId":"I1"}]}""")
            .Then(Exports)
            .Then(Exports);

        Assert.Equal(["I1:I1I1", "I2:I2I2"], Shown(await service.Mailbox().ExportAllAsync(Item("I1"), Item("I2"))));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_between_items_costs_none()
    {
        using ScriptedService service = new ScriptedService().ThenJson(Broken).Then(Exports).Then(Exports);

        Assert.Equal(["I1:I1I1", "I2:I2I2"], Shown(await service.Mailbox().ExportAllAsync(Item("I1"), Item("I2"))));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_within_content_tells_its_reader_and_the_rest_is_asked_for_again()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""{"value":[{"itemId":"I1","data":"AAAABBBB""")
            .Then(Exports);

        var answers = await service.Mailbox().ExportAllAsync(Item("I1"), Item("I2"));

        Assert.Equal(["I1:" + ErrorIds.ServiceAnswerMalformed, "I2:I2I2"], Shown(answers));
        Assert.True(answers[0].Error!.IsTransient);
    }

    [Fact]
    public async Task An_error_after_the_data_is_not_overlooked()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""{"value":[{"itemId":"I1","data":"AAAA","error":{"code":"ErrorItemCorrupt","message":"m"}}]}""");

        Assert.Equal(["I1:" + ErrorIds.ItemCorrupt], Shown(await service.Mailbox().ExportAllAsync(Item("I1"))));
    }

    [Theory]
    [InlineData("AA AA")]
    [InlineData("AA\\nAA")]
    [InlineData("AA\\u0022")]
    [InlineData("AA\\u004")]
    [InlineData("AA\\")]
    public async Task Content_that_is_not_base64_is_not_passed_on_as_if_it_were(string data)
    {
        using ScriptedService service = new ScriptedService().ThenJson("{\"value\":[{\"itemId\":\"I1\",\"data\":\"" + data + "\"}]}");

        Assert.Equal(["I1:" + ErrorIds.ServiceAnswerMalformed], Shown(await service.Mailbox().ExportAllAsync(Item("I1"))));
    }

    [Fact]
    public async Task Broken_answers_about_one_item_end_in_a_transient_error()
    {
        using var service = new ScriptedService();
        for (int i = 0; i < 3; i++)
        {
            service.ThenJson(Broken);
        }

        var answers = await service.Mailbox().ExportAllAsync(Item("I1"));

        Assert.True(Assert.Single(answers).Error!.IsTransient);
        Assert.True(service.IsFinished);
    }

    [Fact]
    public async Task Moved_items_are_fetched_from_where_they_are_together()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson($$"""{"value":[{"itemId":"I1",{{Moved("MBX:aux@tenant")}}},{"itemId":"I2","data":"BBBB"},{"itemId":"I3",{{Moved("MBX:aux@tenant")}}}]}""")
            .Then(Exports);

        var answers = await service.Mailbox().ExportAllAsync(Item("I1"), Item("I2"), Item("I3"));

        Assert.Equal(["I2:BBBB", "I1:I1I1", "I3:I3I3"], Shown(answers));
        Assert.Equal(ScriptedService.Mailboxes + "MBX:aux@tenant/exportItems", service.Asked[1].Url.AbsoluteUri);
        Assert.Equal("""{"itemIds":["I1","I3"]}""", service.Asked[1].Body);
    }

    [Theory]
    [InlineData("https://evil.example/beta/admin/exchange/mailboxes/MBX:aux@tenant/exportItems")]
    [InlineData("http://graph.microsoft.com/beta/admin/exchange/mailboxes/MBX:aux@tenant/exportItems")]
    [InlineData("not a url")]
    public async Task A_move_to_a_foreign_place_is_refused(string url)
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""{"value":[{"itemId":"I1","Error":{"code":"ErrorArchiveFolderMovedPermanently","message":""" + $"\"{url}\"" + "}}]}");

        Assert.Equal(["I1:" + ErrorIds.RedirectRefused], Shown(await service.Mailbox().ExportAllAsync(Item("I1"))));
        Assert.Single(service.Asked);
    }

    [Fact]
    public async Task Items_sent_in_circles_are_given_up()
    {
        using var service = new ScriptedService();
        for (int i = 0; i < 6; i++)
        {
            service.ThenJson($$"""{"value":[{"itemId":"I1",{{Moved($"MBX:aux{i % 2}@tenant")}}}]}""");
        }

        Assert.Equal(["I1:" + ErrorIds.RedirectRefused], Shown(await service.Mailbox().ExportAllAsync(Item("I1"))));
    }

    [Fact]
    public async Task A_request_refused_for_one_bad_item_costs_only_that_item()
    {
        using ScriptedService service = new ScriptedService()
            .ThenError(HttpStatusCode.BadRequest, "ErrorInvalidIdMalformed")
            .ThenError(HttpStatusCode.BadRequest, "ErrorInvalidIdMalformed")
            .Then(Exports);

        var answers = await service.Mailbox().ExportAllAsync(Item("I1"), Item("I2"));

        Assert.Equal(["I1:" + ErrorIds.ItemMigrationFailed, "I2:I2I2"], Shown(answers));
        Assert.Equal("ErrorInvalidIdMalformed", answers[0].Error!.ServiceCode);
    }

    [Fact]
    public async Task What_concerns_the_mailbox_is_thrown_and_not_laid_upon_items()
    {
        using ScriptedService service = new ScriptedService().ThenError(HttpStatusCode.Forbidden, "ErrorAccessDenied");

        var failure = await Assert.ThrowsAnyAsync<MigrationException>(() => service.Mailbox().ExportAllAsync(Item("I1"), Item("I2")));

        Assert.Equal(ErrorIds.PermissionDenied, failure.ErrorId);
        Assert.Contains("MailboxItem.Export.All", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_place_at_the_gate_is_free_as_soon_as_the_last_byte_is_read()
    {
        using var service = new ScriptedService();
        IMailbox mailbox = service.Mailbox();
        List<IAsyncEnumerator<ExportedItem>> busy = [];
        for (int i = 0; i < 8; i++)
        {
            service.Then(Exports);
            IAsyncEnumerator<ExportedItem> export = mailbox.ExportAsync([Item($"I{i}")], default).GetAsyncEnumerator();
            Assert.True(await export.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(2)));
            await Reading.ReadAsync(export.Current.Content!);
            busy.Add(export); // Its reader is still at work with what it read.
        }

        foreach (IAsyncEnumerator<ExportedItem> export in busy)
        {
            Assert.False(await export.MoveNextAsync());
            await export.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_reader_may_take_its_time_and_the_service_may_not()
    {
        using ScriptedService service = new ScriptedService().Then(Exports);
        List<string> read = [];
        await foreach (ExportedItem exported in service.Mailbox().ExportAsync([Item("I1"), Item("I2")], default))
        {
            service.Time.RunTimeoutsOut();
            read.Add(Encoding.ASCII.GetString(await Reading.ReadAsync(exported.Content!)));
        }

        Assert.Equal(["I1I1", "I2I2"], read);

        using var stalled = new ScriptedService();
        stalled.Then(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new StalledStream("{\"value\":[{\"itemId\":\"I1\",\"data\":\"AAAA"u8.ToArray(), stalled.Time.RunTimeoutsOut)) });
        var answers = await stalled.Mailbox().ExportAllAsync(Item("I1"));
        Assert.Equal((ErrorIds.ConnectionFailed, true), (answers.Single().Error!.ErrorId, answers.Single().Error!.IsTransient));
    }

    [Theory]
    [InlineData("""{"value":[{"itemId":"AAAAAAAAAAAAAAAA","error":{"code":"ErrorItemNotFound","message":"m"}}]}""", 200, null)]
    [InlineData("""{"error":{"code":"ErrorInvalidIdMalformed","message":"Id is malformed."}}""", 400, null)]
    [InlineData("""{"error":{"code":"ErrorItemNotFound","message":"m"}}""", 404, null)]
    [InlineData("""{"error":{"code":"ErrorAccessDenied","message":"m"}}""", 403, ErrorIds.PermissionDenied)]
    [InlineData("""{"value":[{"itemId":"AAAAAAAAAAAAAAAA","error":{"code":"ErrorAccessDenied","message":"m"}}]}""", 200, ErrorIds.PermissionDenied)]
    [InlineData("""{"value":[{"itemId":"AAAAAAAAAAAAAAAA","error":{"code":"X","message":"Operation on Archive mailbox not allowed"}}]}""", 200, ErrorIds.ArchiveAccessRefused)]
    public async Task A_probe_tells_being_allowed_from_being_denied(string answer, int status, string? expected)
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""{"value":[{"id":"A","displayName":"Inbox"}]}""")
            .ThenJson("""{"value":[]}""")
            .Then((HttpStatusCode)status, answer);

        var failure = await Record.ExceptionAsync(() => service.Mailbox().ProbeExportAsync(default)) as MigrationException;

        Assert.Equal(expected, failure?.ErrorId);
        Assert.True(service.IsFinished);
    }

    [Fact]
    public async Task More_items_than_the_service_takes_are_refused_before_anything_is_sent()
    {
        using var service = new ScriptedService();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => service.Mailbox().ExportAllAsync([.. Enumerable.Range(0, 21).Select(i => Item($"I{i}"))]));
    }

    private static MailboxItem Item(string id, string shard = ScriptedService.MainId) => new() { Id = id, ShardId = shard, ItemClass = "IPM.Note" };

    private static string Moved(string mailbox) =>
        $"\"Error\":{{\"code\":\"ErrorArchiveFolderMovedPermanently\",\"message\":\"{ScriptedService.Mailboxes}{mailbox}/exportItems\"}}";

    // Answers whatever is asked for: the content is the id twice.
    private static HttpResponseMessage Exports(Asked asked)
    {
        string[] ids = [.. JsonDocument.Parse(asked.Body).RootElement.GetProperty("itemIds").EnumerateArray().Select(id => id.GetString()!)];
        return ScriptedService.Answer(HttpStatusCode.OK, "{\"value\":[" + string.Join(",", ids.Select(id => $"{{\"itemId\":\"{id}\",\"data\":\"{id}{id}\"}}")) + "]}");
    }

    private static IEnumerable<string> Shown(List<(MailboxItem Item, byte[]? Content, MigrationException? Error)> answers) =>
        answers.Select(answer => $"{answer.Item.Id}:{(answer.Content is null ? answer.Error!.ErrorId : Encoding.ASCII.GetString(answer.Content))}");
}

using System.Globalization;
using System.Net;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange;

public class ListingTests
{
    private static readonly MailboxFolder Folder = new() { Id = "F+1", Name = "Inbox", Path = "Inbox", ItemCount = 2 };

    [Fact]
    public async Task An_item_is_shown_as_the_service_lists_it()
    {
        using ScriptedService service = new ScriptedService().ThenJson(
            """
            {"@odata.context":"x","value":[{"@odata.type":"#microsoft.graph.mailboxItem","@odata.etag":"W/\"CQ\"","id":"I1","createdDateTime":"2021-08-21T10:00:00Z",
              "lastModifiedDateTime":"2021-08-22T12:00:00+02:00","changeKey":"CK","categories":[],"type":"IPM.Appointment","size":71133,
              "singleValueExtendedProperties":[{"id":"Binary 0x300b","value":"AQIDBAUGBwgJCgsMDQ4PEA=="}]},
             {"id":"I2","type":null,"size":null}]}
            """);

        List<MailboxItem> items = await service.Mailbox().ItemsAsync(Folder);

        Assert.Equal(("I1", ScriptedService.MainId, "IPM.Appointment", 71133L, "CK"), (items[0].Id, items[0].ShardId, items[0].ItemClass, items[0].Size, items[0].ChangeKey));
        Assert.Equal("0102030405060708090A0B0C0D0E0F10", Convert.ToHexString(items[0].SearchKey!));
        Assert.Equal(new DateTimeOffset(2021, 8, 22, 10, 0, 0, TimeSpan.Zero), items[0].LastModifiedUtc);
        Assert.Equal(TimeSpan.Zero, items[0].LastModifiedUtc!.Value.Offset);
        Assert.Equal(("I2", "IPM.Note", null), (items[1].Id, items[1].ItemClass, items[1].SearchKey));
        Assert.StartsWith(ScriptedService.Main + "/folders/F%2B1/items?$select=", service.Asked[0].Url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("$expand=singleValueExtendedProperties($filter=id eq 'Binary 0x300B' or id eq 'String 0x0037' or id eq 'String 0x1035' or id eq 'SystemTime 0x0039' or id eq 'SystemTime 0x0E06')", service.Asked[0].Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_changed_after_a_time_are_asked_for_to_the_fraction_of_a_second()
    {
        using ScriptedService service = new ScriptedService().ThenJson("""{"value":[]}""");

        await service.Mailbox().ItemsAsync(Folder, DateTimeOffset.Parse("2026-11-24T10:00:00.1234567+01:00", CultureInfo.InvariantCulture));

        Assert.Contains("$filter=lastModifiedDateTime gt 2026-11-24T09:00:00.1234567Z", service.Asked.Single().Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_each_other_to_the_end()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson(Page(["I1"], Next(1)))
            .ThenJson(Page([], Next(2))) // A page may be empty in the middle.
            .ThenJson(Page(["I2"]));

        Assert.Equal(["I1", "I2"], (await service.Mailbox().ItemsAsync(Folder)).Select(item => item.Id));
    }

    [Theory]
    [InlineData("https://evil.example/beta/admin/exchange/mailboxes/MBX:main@tenant/folders/F/items?$skip=1")]
    [InlineData("http://graph.microsoft.com/beta/admin/exchange/mailboxes/MBX:main@tenant/folders/F/items?$skip=1")]
    [InlineData("https://graph.microsoft.com/beta/users/anna")]
    public async Task A_next_page_elsewhere_is_refused(string nextLink)
    {
        using ScriptedService service = new ScriptedService().ThenJson(Page(["I1"], nextLink));

        var failure = await Assert.ThrowsAsync<MigrationException>(() => service.Mailbox().ItemsAsync(Folder));

        Assert.Equal(ErrorIds.RedirectRefused, failure.ErrorId);
        Assert.Single(service.Asked);
    }

    [Fact]
    public async Task A_next_page_that_is_the_same_page_is_no_end_and_no_circle()
    {
        using var service = new ScriptedService();
        service.Then(asked => ScriptedService.Answer(HttpStatusCode.OK, Page(["I1"], asked.Url.AbsoluteUri)));

        Assert.Equal(ErrorIds.ServiceAnswerMalformed, (await Assert.ThrowsAsync<MigrationException>(() => service.Mailbox().ItemsAsync(Folder))).ErrorId);
    }

    [Theory]
    [InlineData("""{"value":[{"id":"I1"},{"id":"I2"}""")]
    [InlineData("""{"@odata.context":"x","value":[""")]
    [InlineData("""{"@odata.context":"x"}""")]
    [InlineData("""{"value":null}""")]
    [InlineData("""{"value":[{"type":"IPM.Note"}]}""")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("<html/>")]
    public async Task A_page_cut_short_is_read_again_and_never_taken_for_the_end(string broken)
    {
        using ScriptedService service = new ScriptedService().ThenJson(broken).ThenJson(Page(["I1", "I2"]));

        Assert.Equal(2, (await service.Mailbox().ItemsAsync(Folder)).Count);
    }

    [Fact]
    public async Task A_page_that_stays_broken_is_asked_for_in_halves()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("{\"value\":[").ThenJson("{\"value\":[").ThenJson("{\"value\":[")
            .ThenJson(Page(["I1", "I2"]));

        await service.Mailbox().ItemsAsync(Folder);

        Assert.Contains("$top=250", service.Asked[2].Plain, StringComparison.Ordinal);
        Assert.Contains("$top=125", service.Asked[3].Plain, StringComparison.Ordinal);
        Assert.Equal(service.Asked[2].Plain.Replace("=250", "=125", StringComparison.Ordinal), service.Asked[3].Plain);
    }

    [Fact]
    public async Task A_listing_that_cannot_be_completed_throws()
    {
        using var service = new ScriptedService();
        for (int i = 0; i < 40; i++)
        {
            service.ThenJson("{\"value\":[");
        }

        var failure = await Assert.ThrowsAsync<MigrationException>(() => service.Mailbox().ItemsAsync(Folder));

        Assert.Equal((ErrorIds.ServiceAnswerMalformed, true), (failure.ErrorId, failure.IsTransient));
        Assert.EndsWith("$top=1", service.Asked[^1].Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_before_the_promised_count_is_doubted_once()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson(Page(["I1"]))
            .ThenJson(Page(["I1", "I2"], Next(2))) // It was too early indeed: what is new is taken, and the reading goes on.
            .ThenJson(Page([]));

        Assert.Equal(["I1", "I2"], (await service.Mailbox().ItemsAsync(Folder)).Select(item => item.Id));

        using ScriptedService fewer = new ScriptedService().ThenJson(Page(["I1"])).ThenJson(Page(["I1"]));
        Assert.Equal(["I1"], (await fewer.Mailbox().ItemsAsync(Folder)).Select(item => item.Id));
    }

    [Fact]
    public async Task An_empty_page_after_throttling_is_doubted_once()
    {
        using ScriptedService service = new ScriptedService()
            .ThenError(HttpStatusCode.TooManyRequests, "TooManyRequests")
            .ThenJson(Page([]))
            .ThenJson(Page(["I1"]));

        Assert.Equal(["I1"], (await service.Mailbox().ItemsAsync(Folder with { ItemCount = 0 })).Select(item => item.Id));
    }

    [Fact]
    public async Task A_folder_that_moves_while_it_is_listed_is_not_taken_for_listed()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson(Page(["I1"], Next(1)))
            .Then(HttpStatusCode.PermanentRedirect, "", ("Location", ScriptedService.Mailboxes + "MBX:aux@tenant/folders/F9/items?$skip=1"))
            .ThenJson(Page(["J2"]));

        var failure = await Assert.ThrowsAsync<MigrationException>(() => service.Mailbox().ItemsAsync(Folder));

        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task Archives_begin_with_beta_and_go_to_v1_when_beta_is_gone_and_stay_there()
    {
        using ScriptedService service = new ScriptedService()
            .ThenError(HttpStatusCode.NotFound, "BadRequest", "Resource not found for the segment 'exchange'.")
            .ThenJson(Page(["I1", "I2"]))
            .ThenJson(Page(["I1", "I2"]));
        IMailbox mailbox = service.Mailbox();

        await mailbox.ItemsAsync(Folder);
        await mailbox.ItemsAsync(Folder);

        Assert.Equal(["/beta", "/v1.0", "/v1.0"], service.Asked.Select(asked => asked.Url.AbsolutePath.Split("/admin")[0]));
    }

    [Fact]
    public async Task Primary_mailboxes_begin_with_v1_and_go_to_beta_when_told_that_it_is_an_archive()
    {
        using ScriptedService service = new ScriptedService()
            .ThenError(HttpStatusCode.Forbidden, "ErrorAccessDenied", "Operation on Archive mailbox not allowed")
            .ThenJson(Page(["I1", "I2"]));

        await service.Mailbox(MailboxKind.Primary).ItemsAsync(Folder);

        Assert.Equal(["/v1.0", "/beta"], service.Asked.Select(asked => asked.Url.AbsolutePath.Split("/admin")[0]));
    }

    [Fact]
    public async Task An_archive_that_no_version_serves_is_refused_as_such()
    {
        using ScriptedService service = new ScriptedService()
            .ThenError(HttpStatusCode.Forbidden, "ErrorAccessDenied", "Operation on Archive mailbox not allowed")
            .ThenError(HttpStatusCode.NotFound, "BadRequest", "Resource not found for the segment 'exchange'.");

        Assert.Equal(ErrorIds.ArchiveAccessRefused, (await Assert.ThrowsAnyAsync<MigrationException>(() => service.Mailbox().ItemsAsync(Folder))).ErrorId);
    }

    [Fact]
    public async Task The_tree_is_walked_parents_first_with_every_folder_once()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""
                {"value":[{"id":"A","displayName":"In/box","parentFolderId":"ROOT","childFolderCount":2,"totalItemCount":7,"type":"IPF.Note","wellKnownName":"inbox"},
                          {"id":"A2","displayName":"2019","parentFolderId":"A","childFolderCount":0,"type":null},
                          {"id":"B","displayName":"Calendar","parentFolderId":"ROOT","type":"IPF.Appointment","singleValueExtendedProperties":[{"id":"Boolean 0x10f4","value":"true"}]},
                          {"id":"S","displayName":"Unread","parentFolderId":"ROOT","singleValueExtendedProperties":[{"id":"Integer 0x3601","value":"2"}]}]}
                """)
            .ThenJson("""{"value":[{"id":"A1","displayName":"a\\b","parentFolderId":"A"},{"id":"A2","displayName":"2019","parentFolderId":"A"}]}""")
            .ThenJson("""{"value":[]}""")
            .ThenJson("""{"value":[]}""")
            .ThenJson("""{"value":[]}""");

        List<MailboxFolder> folders = await service.Mailbox().FoldersAsync();

        Assert.Equal(["In\\/box", "Calendar", "In\\/box/a\\\\b", "In\\/box/2019"], folders.Select(folder => folder.Path));
        Assert.Equal([null, null, "A", "A"], folders.Select(folder => folder.ParentId));
        Assert.Equal(("IPF.Note", 7, false, "inbox"), (folders[0].FolderClass, folders[0].ItemCount, folders[0].IsHidden, folders[0].WellKnownName));
        Assert.Equal(("IPF.Appointment", true), (folders[1].FolderClass, folders[1].IsHidden));
        Assert.Equal("IPF.Note", folders[3].FolderClass);
        Assert.True(service.IsFinished);
    }

    [Fact]
    public async Task A_folder_that_exists_is_found_whatever_its_case_and_others_are_created_once()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""{"value":[{"id":"A","displayName":"INBOX"}]}""")
            .Then(HttpStatusCode.Created, """{"id":"B","displayName":"Kalender","type":"IPF.Appointment"}""");
        IMailbox mailbox = service.Mailbox();

        Assert.Equal("A", (await mailbox.CreateFolderAsync(null, "Inbox", "IPF.Note", default)).Id);
        MailboxFolder made = await mailbox.CreateFolderAsync(null, "Kalender", "IPF.Appointment", default);
        Assert.Equal("B", (await mailbox.CreateFolderAsync(null, "kalender", "IPF.Appointment", default)).Id);

        Assert.Equal(("B", "Kalender", "Kalender", "IPF.Appointment", null), (made.Id, made.Name, made.Path, made.FolderClass, made.ParentId));
        Assert.Equal("""{"displayName":"Kalender","type":"IPF.Appointment"}""", service.Asked[1].Body);
        Assert.True(service.IsFinished);
    }

    [Fact]
    public async Task A_folder_that_somebody_else_made_meanwhile_is_found()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""{"value":[]}""")
            .ThenError(HttpStatusCode.Conflict, "ErrorFolderExists")
            .ThenJson("""{"value":[{"id":"C","displayName":"New"}]}""");
        var parent = new MailboxFolder { Id = "P", Name = "Top", Path = "Top" };

        MailboxFolder found = await service.Mailbox().CreateFolderAsync(parent, "New", "IPF.Note", default);

        Assert.Equal(("C", "Top/New", "P"), (found.Id, found.Path, found.ParentId));
        Assert.EndsWith("/folders/P/childFolders", service.Asked[1].Url.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_may_come_compressed()
    {
        using ScriptedService service = new ScriptedService().Then(_ =>
        {
            using var packed = new MemoryStream();
            using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
            {
                gzip.Write(System.Text.Encoding.UTF8.GetBytes(Page(["I1", "I2"])));
            }

            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(packed.ToArray()) };
            response.Content.Headers.ContentEncoding.Add("gzip");
            return response;
        });

        Assert.Equal(2, (await service.Mailbox().ItemsAsync(Folder)).Count);
        Assert.Contains("gzip", service.Asked[0].Headers["Accept-Encoding"], StringComparison.Ordinal);
    }

    private static string Page(string[] ids, string? nextLink = null) =>
        "{\"value\":[" + string.Join(",", ids.Select(id => $"{{\"id\":\"{id}\",\"type\":\"IPM.Note\"}}")) + "]"
        + (nextLink is null ? string.Empty : $",\"@odata.nextLink\":\"{nextLink}\"") + "}";

    private static string Next(int skip) => string.Create(
        CultureInfo.InvariantCulture, $"https://graph.microsoft.com/beta/admin/exchange/Mailboxes('MBX%3Amain%40tenant')/folders('F%2B1')/items?%24skip={skip}&%24top=1");
}

using System.Net;
using System.Text;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>A mailbox keeps its limits in what it sends, and tells what it sent.</summary>
public class PacedMailboxTests
{
    private const string There = "MBX:aux@tenant";
    private const string Imported = """{"itemId":"N1","changeKey":"CK"}""";
    private const string Session = """{"importUrl":"https://outlook.office365.com/api/gbeta/Mailboxes('MBX:main@tenant')/importItem?authtoken=SECRET","expirationDateTime":"2099-01-01T00:00:00Z"}""";
    private static readonly MailboxFolder Folder = new() { Id = "F1", Name = "Inbox", Path = "Inbox" };

    [Fact]
    public async Task An_upload_counts_with_its_envelope_and_the_next_waits_for_the_window()
    {
        using ScriptedService service = new ScriptedService { Limits = new PaceLimits { UploadBytes = 1000 } }
            .ThenJson(Session).ThenJson(Imported).ThenJson(Imported);
        IMailbox mailbox = service.Mailbox();

        await mailbox.ImportAsync(Folder, Content(900), default);
        Assert.Empty(service.Time.Waits);
        await mailbox.ImportAsync(Folder, Content(900), default);

        Assert.InRange(service.Time.Waits.Sum(wait => wait.TotalSeconds), 300, 302);
        Assert.Equal(service.Asked[1].Body.Length + service.Asked[2].Body.Length, mailbox.Pace.BytesUploaded);
        Assert.Equal(3, mailbox.Pace.RequestCount);
        Assert.InRange(mailbox.Pace.LimitTime.TotalSeconds, 299, 302);
    }

    [Fact]
    public async Task Every_request_counts_and_the_one_too_many_waits()
    {
        using ScriptedService service = new ScriptedService { Limits = new PaceLimits { Requests = 2 } }
            .ThenJson(Session).ThenJson(Imported).ThenJson(Imported);
        IMailbox mailbox = service.Mailbox();

        await mailbox.ImportAsync(Folder, Content(900), default);
        await mailbox.ImportAsync(Folder, Content(900), default);

        Assert.InRange(service.Time.Waits.Sum(wait => wait.TotalSeconds), 600, 604);
    }

    [Fact]
    public async Task A_shard_that_an_import_is_sent_on_to_has_limits_of_its_own()
    {
        using ScriptedService service = new ScriptedService { Limits = new PaceLimits { UploadBytes = 1000 } }
            .ThenJson(Session)
            .Then(HttpStatusCode.Conflict, $$"""{"Message":"Invalid import session. The target session is expected in mailbox {{There}}."}""")
            .ThenJson(Session)
            .ThenJson(Imported);
        IMailbox mailbox = service.Mailbox();

        await mailbox.ImportAsync(Folder, Content(900), default);

        Assert.Empty(service.Time.Waits);
        Assert.InRange(mailbox.Pace.BytesUploaded, 1850, 2000); // Both: the first did receive it too.
    }

    [Fact]
    public async Task A_limit_below_the_published_is_respected_after_the_first_refusal()
    {
        using ScriptedService service = new ScriptedService { Limits = new PaceLimits { UploadBytes = 1000 } }
            .ThenJson(Session)
            .ThenError(HttpStatusCode.TooManyRequests, "ApplicationThrottled", "Application is over its IncomingBytes limit.")
            .ThenJson(Imported).ThenJson(Imported);
        IMailbox mailbox = service.Mailbox();
        await mailbox.ImportAsync(Folder, Content(50), default);
        double before = service.Time.Waits.Sum(wait => wait.TotalSeconds);
        Assert.InRange(before, 10, 20); // No word of how long: a short wait.

        await mailbox.ImportAsync(Folder, Content(600), default);

        Assert.True(service.Time.Waits.Sum(wait => wait.TotalSeconds) > before + 60, "Three quarters of the published limit had no room for it.");
        Assert.Equal(1, mailbox.Pace.ThrottledRequestCount);
        Assert.InRange(mailbox.Pace.ThrottledTime.TotalSeconds, 0, 20);
    }

    [Fact]
    public async Task Kept_room_is_used_by_the_import_that_it_was_kept_for()
    {
        using ScriptedService service = new ScriptedService { Limits = new PaceLimits { UploadBytes = 1000 } }.ThenJson(Session).ThenJson(Imported);
        IMailbox mailbox = service.Mailbox();
        using UploadRoom? room = await mailbox.KeepUploadRoomAsync(Folder, 990, default);

        await mailbox.ImportAsync(Folder, Content(900, room), default);

        Assert.Empty(service.Time.Waits);
    }

    private static BufferedContent Content(int length, UploadRoom? room = null) => new(Encoding.ASCII.GetBytes(new string('A', length))) { Room = room };
}

using System.Net;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Tenants;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Graph;

public sealed class SendMailTests
{
    [Fact]
    public async Task A_mail_is_taken_and_kept_for_the_test_to_read()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var mail = Mail();
        mail["message"]!["attachments"] = JsonNode.Parse("""[{"@odata.type":"#microsoft.graph.fileAttachment","name":"report.html","contentType":"text/html","contentBytes":"aGk="}]""");

        using var answer = await SendAsync(sandbox, mail);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var kept = Assert.Single(sandbox.Scenario.Source.SentMails);
        Assert.Equal(("user1@contoso.example", "Soon", "HTML", "<p>Hello</p>", false), (kept.Sender, kept.Subject, kept.ContentType, kept.Body, kept.SaveToSentItems));
        Assert.Equal(["a@b.example"], kept.To);
        Assert.Equal(("report.html", 2), (Assert.Single(kept.Attachments).Name, kept.Attachments[0].Size));
    }

    [Theory]
    [InlineData("""{}""", "BadRequest")]
    [InlineData("""{"message":{"subject":"x","body":{"contentType":"Markdown","content":"x"},"toRecipients":[{"emailAddress":{"address":"a@b.example"}}]}}""", "BadRequest")]
    [InlineData("""{"message":{"subject":"x","body":{"contentType":"HTML","content":"x"},"toRecipients":[]}}""", "ErrorInvalidRecipients")]
    [InlineData("""{"message":{"subject":"x","body":{"contentType":"HTML","content":"x"},"toRecipients":[{"emailAddress":{"address":"nobody"}}]}}""", "ErrorInvalidRecipients")]
    [InlineData("""{"message":{},"saveToSent":true}""", "BadRequest")]
    public async Task What_Graph_would_refuse_is_refused(string body, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var answer = await SendAsync(sandbox, JsonNode.Parse(body)!);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, await RunningSandbox.ErrorCodeAsync(answer)));
        Assert.Empty(sandbox.Scenario.Source.SentMails);
    }

    [Fact]
    public async Task A_mail_of_more_than_four_megabytes_is_too_large()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var mail = Mail();
        mail["message"]!["body"]!["content"] = new string('x', 4 * 1024 * 1024);

        using var answer = await SendAsync(sandbox, mail);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Sending_needs_the_role_or_Exchanges_grant_for_that_mailbox()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var application = sandbox.Scenario.SourceApplication;
        application.GrantedRoles.Remove("Mail.Send");
        using var refused = await SendAsync(sandbox, Mail());
        Assert.Equal((HttpStatusCode.Forbidden, "ErrorAccessDenied"), (refused.StatusCode, await RunningSandbox.ErrorCodeAsync(refused)));

        application.MailboxGrants.Add(new MailboxGrant("Mail.Send", [sandbox.Source]));
        using var allowed = await SendAsync(sandbox, Mail());
        Assert.Equal(HttpStatusCode.Accepted, allowed.StatusCode);
    }

    [Fact]
    public async Task A_sender_that_there_is_not_is_refused()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var answer = await SendAsync(sandbox, Mail(), "nobody@contoso.example");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_access_policy_answers_as_Exchange_does()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.Host.Faults.Add(FaultKind.AccessPolicy, SandboxOperation.SendMail);

        using var answer = await SendAsync(sandbox, Mail());

        Assert.Equal((HttpStatusCode.Forbidden, "ErrorAccessDenied"), (answer.StatusCode, await RunningSandbox.ErrorCodeAsync(answer)));
    }

    private static JsonNode Mail() => JsonNode.Parse(
        """{"message":{"subject":"Soon","body":{"contentType":"HTML","content":"<p>Hello</p>"},"toRecipients":[{"emailAddress":{"address":"a@b.example"}}]},"saveToSentItems":false}""")!;

    private static Task<HttpResponseMessage> SendAsync(RunningSandbox sandbox, JsonNode mail, string? sender = null)
        => sandbox.SendAsync(sandbox.Scenario.Source, HttpMethod.Post, $"/v1.0/users/{sender ?? sandbox.Source.ObjectId.ToString()}/sendMail", mail);
}

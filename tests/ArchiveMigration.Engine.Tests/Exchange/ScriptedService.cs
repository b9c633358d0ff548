using System.Net;
using System.Text;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Exchange.Authentication;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Exchange.Pacing;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>
/// Answers requests from a script, in order, and keeps what was asked. A request beyond the script's end fails the test.
/// The mailbox's Graph calls, sign-in and import all end here.
/// </summary>
internal sealed class ScriptedService : HttpMessageHandler, IAccessTokens
{
    public const string MainId = "MBX:main@tenant";
    public const string Mailboxes = "https://graph.microsoft.com/beta/admin/exchange/mailboxes/";
    public const string Main = Mailboxes + MainId;

    private readonly Queue<Func<Asked, CancellationToken, Task<HttpResponseMessage>>> script = new();
    private readonly List<Asked> asked = [];
    private readonly Lock guard = new();

    public ImpatientTimeProvider Time { get; } = new();

    public PaceLimits Limits { get; init; } = PaceLimits.Published;

    public IReadOnlyList<Asked> Asked
    {
        get
        {
            lock (guard)
            {
                return [.. asked];
            }
        }
    }

    /// <summary>Whether the whole script was played.</summary>
    public bool IsFinished => script.Count == 0;

    /// <summary>How often a new token was demanded because one was refused.</summary>
    public int Renewals { get; private set; }

    public DateTimeOffset? CredentialExpiresUtc => null;

    public ScriptedService Then(Func<Asked, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    public ScriptedService Then(Func<Asked, HttpResponseMessage> answer) => Then((request, _) => Task.FromResult(answer(request)));

    public ScriptedService Then(HttpStatusCode status, string body = "", params (string Name, string Value)[] headers) =>
        Then(_ => Answer(status, body, headers));

    public ScriptedService ThenJson(string body) => Then(HttpStatusCode.OK, body);

    /// <summary>A refusal as Graph writes it.</summary>
    public ScriptedService ThenError(HttpStatusCode status, string code, string message = "It did not work.", params (string Name, string Value)[] headers) =>
        Then(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"innerError\":{\"request-id\":\"inner-1\"}}}", headers);

    public ScriptedService ThenBreak(Exception failure) => Then(_ => throw failure);

    public static HttpResponseMessage Answer(HttpStatusCode status, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach ((string name, string value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    public GraphTransport Transport(Cloud? cloud = null) => new(
        new HttpMessageInvoker(this), this, new CloudBorder(cloud ?? Clouds.Global), new MailboxGates(Limits, Time), new RetryPolicy(new Random(1)), Time);

    public IMailbox Mailbox(MailboxKind kind = MailboxKind.Archive) =>
        new GraphMailbox(Transport(), new HttpMessageInvoker(this), "anna@contoso.com", kind, MainId);

    public Task<string> GetAsync(bool renew, CancellationToken cancellationToken)
    {
        Renewals += renew ? 1 : 0;
        return Task.FromResult($"token-{Renewals}");
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Func<Asked, CancellationToken, Task<HttpResponseMessage>> answer;
        Asked question = await Exchange.Asked.ReadAsync(request, cancellationToken);
        lock (guard)
        {
            asked.Add(question);
            Assert.True(script.TryDequeue(out answer!), $"Not in the script: {request.Method} {request.RequestUri}");
        }

        return await answer(question, cancellationToken);
    }
}

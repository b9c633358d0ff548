namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// A successful answer whose body is still to be read. It keeps its place at the mailbox's gate until it is disposed: to the
/// service a request is in flight until its last byte.
/// </summary>
internal sealed class GraphAnswer : IAsyncDisposable
{
    private readonly IDisposable? place;

    public GraphAnswer(HttpResponseMessage response, AnswerClock clock, IDisposable? place, MailboxUrl? source, bool cameAfterThrottling)
    {
        Response = response;
        Clock = clock;
        this.place = place;
        Source = source;
        CameAfterThrottling = cameAfterThrottling;
    }

    public HttpResponseMessage Response { get; }

    /// <summary>Limits the wait for the body; read the body with its token.</summary>
    public AnswerClock Clock { get; }

    /// <summary>The mailbox URL that really answered, after redirects; null for the directory.</summary>
    public MailboxUrl? Source { get; }

    /// <summary>Whether the service had to be asked again because it was busy; such answers were seen to be empty without reason.</summary>
    public bool CameAfterThrottling { get; }

    public Task<Stream> OpenAsync() => AnswerBody.OpenAsync(Response, Clock.Token);

    public ValueTask DisposeAsync()
    {
        Response.Dispose();
        Clock.Dispose();
        place?.Dispose();
        return ValueTask.CompletedTask;
    }
}

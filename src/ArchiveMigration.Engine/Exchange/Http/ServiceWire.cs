using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ArchiveMigration.Engine.Exchange.Authentication;
using ArchiveMigration.Engine.Exchange.Pacing;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// Sends single requests and gives the answers as they are: redirects are not followed, refusals not explained. Only a request to wait is obeyed, and every mailbox's limits are
/// kept. For questions about the service itself; a migration goes through <see cref="GraphTransport"/>.
/// </summary>
internal sealed class ServiceWire(HttpMessageInvoker http, IAccessTokens tokens, GraphTransport transport)
{
    private const int MostAttempts = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    public CloudBorder Border => transport.Border;

    public TimeProvider Time => transport.Time;

    /// <summary>Sends a request to Graph, signed.</summary>
    /// <param name="method">The method.</param>
    /// <param name="url">Where to.</param>
    /// <param name="json">The body, or null.</param>
    /// <param name="shown">The request as it may be shown.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<WireAnswer> SendAsync(HttpMethod method, Uri url, byte[]? json, string shown, CancellationToken cancellationToken) =>
        SendAsync(method, url, () => json is null ? null : new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }, MailboxUrl.Parse(Border.Cloud.Graph, url)?.MailboxId, json?.Length ?? 0, signed: true, shown, cancellationToken);

    /// <summary>Sends a body to an import session's URL, which is a credential itself.</summary>
    public Task<WireAnswer> ImportAsync(Uri importUrl, string mailboxId, Func<HttpContent> body, long length, string shown, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, importUrl, body, mailboxId, length, signed: false, shown, cancellationToken);

    private async Task<WireAnswer> SendAsync(
        HttpMethod method, Uri url, Func<HttpContent?> body, string? mailboxId, long length, bool signed, string shown, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            WireAnswer answer;
            TimeSpan? wait;
            using (GatePlace? place = mailboxId is null ? null : await transport.Gates.For(mailboxId).EnterAsync(length, null, cancellationToken).ConfigureAwait(false))
            {
                (answer, wait) = await TryAsync(method, url, body(), signed, shown, cancellationToken).ConfigureAwait(false);
            }

            if (wait is not { } pause || attempt == MostAttempts)
            {
                return answer;
            }

            await Task.Delay(pause, Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(WireAnswer Answer, TimeSpan? Wait)> TryAsync(HttpMethod method, Uri url, HttpContent? body, bool signed, string shown, CancellationToken cancellationToken)
    {
        using var clock = new AnswerClock(Patience, Time, cancellationToken);
        using var request = new HttpRequestMessage(method, url) { Content = body ?? (method == HttpMethod.Post ? new ByteArrayContent([]) : null) };
        if (signed)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(renew: false, cancellationToken).ConfigureAwait(false));
        }

        RequestMarks.Put(request);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, clock.Token).ConfigureAwait(false);
            bool isRefusal = (int)response.StatusCode >= 400;
            ServiceFailure? failure = isRefusal ? await ServiceFailure.ReadAsync(response, Time, clock.Token).ConfigureAwait(false) : null;
            byte[] whole = isRefusal ? Encoding.UTF8.GetBytes(failure!.Body) : await response.Content.ReadAsByteArrayAsync(clock.Token).ConfigureAwait(false);
            var answer = new WireAnswer(shown, (int)response.StatusCode, whole, failure)
            {
                RequestId = failure?.RequestId ?? (response.Headers.TryGetValues("request-id", out IEnumerable<string>? ids) ? ids.FirstOrDefault() : null),
                Date = response.Headers.Date,
                Location = response.Headers.Location,
            };
            TimeSpan? wait = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable ? failure!.RetryAfter ?? TimeSpan.FromSeconds(30) : null;
            return (answer, wait);
        }
        catch (Exception e) when (ConnectionFailures.IsConnectionFailure(e) || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw ConnectionFailures.Explain(url.Host, url.Host, e is OperationCanceledException ? null : e);
        }
    }
}

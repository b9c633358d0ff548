using System.Net;
using System.Net.Http.Headers;
using ArchiveMigration.Engine.Exchange.Authentication;
using ArchiveMigration.Engine.Exchange.Pacing;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// Sends requests to Graph until there is an answer: signs them, keeps each mailbox's limits, waits when asked to, follows the
/// redirects of auto-expanded archives, renews a refused token once. A call that cannot be repeated without harm says so.
/// </summary>
internal sealed class GraphTransport(
    HttpMessageInvoker http, IAccessTokens tokens, CloudBorder border, MailboxGates gates, RetryPolicy retries, TimeProvider time)
{
    public CloudBorder Border { get; } = border;

    public MailboxGates Gates { get; } = gates;

    public RetryPolicy Retries { get; } = retries;

    public TimeProvider Time { get; } = time;

    /// <summary>Sends until there is a successful answer.</summary>
    /// <exception cref="ServiceRefusedException">A clear no, or patience ended.</exception>
    /// <exception cref="MigrationException">Sign-in, connection, redirect.</exception>
    public async Task<GraphAnswer> SendAsync(GraphCall call, CancellationToken cancellationToken)
    {
        var trail = new RedirectTrail(Border, call);
        RetryPolicy.Patience patience = Retries.Start();
        bool renewToken = false;
        bool tokenWasRenewed = false;
        while (true)
        {
            MailboxUrl? mailbox = MailboxUrl.Parse(Border.Cloud.Graph, trail.Url);
            MailboxGate? gate = mailbox is null ? null : call.Shards?.For(mailbox.MailboxId) ?? Gates.For(mailbox.MailboxId);
            TimeSpan wait;
            try
            {
                string token = await tokens.GetAsync(renewToken, cancellationToken).ConfigureAwait(false);
                renewToken = false;
                (GraphAnswer? answer, ServiceFailure? failure) = await TryAsync(call, trail, token, gate, mailbox, patience, cancellationToken).ConfigureAwait(false);
                if (answer is not null)
                {
                    return answer;
                }

                if (failure is null)
                {
                    continue; // Redirected: the same request, elsewhere.
                }

                if (failure.Status == HttpStatusCode.Unauthorized && !tokenWasRenewed)
                {
                    renewToken = tokenWasRenewed = true;
                    continue;
                }

                Trouble? trouble = RetryPolicy.Classify(failure);
                wait = (trouble is { } passing && (call.IsRepeatable || passing == Trouble.Throttled) ? patience.Next(passing, failure.RetryAfter) : null) ?? throw ServiceRefusals.Explain(failure, call);
                if (trouble == Trouble.Throttled && gate is not null)
                {
                    gate.CloseFor(wait);
                    continue;
                }
            }
            catch (Exception e) when (ConnectionFailures.IsConnectionFailure(e) || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                Exception? cause = e is OperationCanceledException ? null : e;
                wait = (ConnectionFailures.IsFinal(e) || !call.IsRepeatable ? null : patience.Next(Trouble.Connection)) ?? throw ConnectionFailures.Explain(trail.Url.Host, call.Target, cause);
            }
            catch (MigrationException e) when (e is { IsTransient: true, ErrorId: ErrorIds.EndpointAuthenticationFailed or ErrorIds.ConnectionFailed })
            {
                // Signing in had a bad moment; its own error is the better one to end with.
                if (patience.Next(Trouble.Connection) is not { } next)
                {
                    throw;
                }

                wait = next;
            }

            await Task.Delay(wait, Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(GraphAnswer? Answer, ServiceFailure? Failure)> TryAsync(
        GraphCall call, RedirectTrail trail, string token, MailboxGate? gate, MailboxUrl? mailbox, RetryPolicy.Patience patience, CancellationToken cancellationToken)
    {
        GatePlace? place = gate is null ? null : await gate.EnterAsync(call.Body?.Length ?? 0, null, cancellationToken).ConfigureAwait(false);
        var clock = new AnswerClock(call.HeadPatience, Time, cancellationToken);
        HttpResponseMessage? response = null;
        bool handedOver = false;
        try
        {
            using HttpRequestMessage request = MakeRequest(call, trail.Url, token);
            response = await http.SendAsync(request, clock.Token).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            {
                trail.Follow(response);
                return (null, null);
            }

            if (!response.IsSuccessStatusCode)
            {
                ServiceFailure failure = await ServiceFailure.ReadAsync(response, Time, clock.Token).ConfigureAwait(false);
                if (place is not null && RefusedLimits.In(failure) is { } limit)
                {
                    gate!.Refused(place, limit);
                }

                return (null, failure);
            }

            clock.Stop();
            handedOver = true;
            return (new GraphAnswer(response, clock, place, mailbox, patience.WasThrottled), null);
        }
        finally
        {
            if (!handedOver)
            {
                response?.Dispose();
                clock.Dispose();
                place?.Dispose();
            }
        }
    }

    private static HttpRequestMessage MakeRequest(GraphCall call, Uri url, string token)
    {
        var request = new HttpRequestMessage(call.Method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        RequestMarks.Put(request);
        if (call.AcceptsCompression)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", AnswerBody.AcceptedEncodings);
        }

        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        else if (call.Method == HttpMethod.Post)
        {
            request.Content = new ByteArrayContent([]);
        }

        return request;
    }
}

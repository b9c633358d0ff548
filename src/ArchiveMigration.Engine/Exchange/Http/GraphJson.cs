using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// Reads JSON answers whole. Exchange Online is known to cut answers short under HTTP 200: such an answer is asked for again
/// and never believed.
/// </summary>
internal sealed class GraphJson(GraphTransport transport)
{
    /// <summary>An answer that was read completely.</summary>
    internal sealed record Read<T>(T Value, MailboxUrl? Source, bool CameAfterThrottling);

    /// <param name="call">The request.</param>
    /// <param name="type">How to read the answer.</param>
    /// <param name="isComplete">Whether the answer has what it must have.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ServiceAnswerMalformed (transient) and all that sending can throw.</exception>
    public async Task<Read<T>> SendAsync<T>(GraphCall call, JsonTypeInfo<T> type, Func<T, bool> isComplete, CancellationToken cancellationToken)
        where T : class
    {
        RetryPolicy.Patience patience = transport.Retries.Start();
        while (true)
        {
            TimeSpan wait;
            await using (GraphAnswer answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    answer.Clock.Restart(GraphCall.UsualPatience);
                    await using Stream body = await answer.OpenAsync().ConfigureAwait(false);
                    T? value = await JsonSerializer.DeserializeAsync(body, type, answer.Clock.Token).ConfigureAwait(false);
                    if (value is not null && isComplete(value))
                    {
                        return new Read<T>(value, answer.Source, answer.CameAfterThrottling);
                    }

                    wait = patience.Next(Trouble.Malformed) ?? throw Malformed(call, answer, null);
                }
                catch (JsonException e)
                {
                    wait = patience.Next(Trouble.Malformed) ?? throw Malformed(call, answer, e);
                }
                catch (Exception e) when (ConnectionFailures.IsConnectionFailure(e) || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
                {
                    wait = patience.Next(Trouble.Connection) ?? throw ConnectionFailures.BrokenOff(call.Subject, call.Target, e);
                }
            }

            await Task.Delay(wait, transport.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static MigrationException Malformed(GraphCall call, GraphAnswer answer, JsonException? cause) => new(
        ErrorIds.ServiceAnswerMalformed, MigrationErrorKind.InvalidData, $"Microsoft Graph's answer for {call.Subject} was cut short or is not what it documents.", cause)
    {
        Target = call.Target,
        Remedy = "It was asked for several times. Start again later; if it stays, ask Microsoft support with the request id.",
        RequestId = answer.Response.Headers.TryGetValues("request-id", out IEnumerable<string>? ids) ? ids.FirstOrDefault() : null,
        IsTransient = true,
    };
}

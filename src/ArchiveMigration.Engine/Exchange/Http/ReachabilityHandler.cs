namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// Notices that a service cannot be reached long before any request has run out of patience, so that it can be said within seconds.
/// </summary>
internal sealed class ReachabilityHandler(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    private long since;

    /// <summary>When the first of the requests failed that got no answer since the last answer, UTC; null when the last one got an answer.</summary>
    public DateTimeOffset? UnreachableSinceUtc => Interlocked.Read(ref since) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            Interlocked.Exchange(ref since, 0);
            return response;
        }
        catch (Exception failure) when (IsUnreachable(failure) && !cancellationToken.IsCancellationRequested)
        {
            Interlocked.CompareExchange(ref since, time.GetUtcNow().UtcTicks, 0);
            throw;
        }
    }

    // A connection that is not made in time is reported as cancelled.
    private static bool IsUnreachable(Exception failure)
        => (failure is HttpRequestException && !ConnectionFailures.IsFinal(failure)) || failure is OperationCanceledException { InnerException: TimeoutException };
}

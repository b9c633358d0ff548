namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// How long an answer may keep us waiting: first for its head, then, where the body is read bit by bit, for each next bit.
/// Its token also ends with the caller's.
/// </summary>
internal sealed class AnswerClock : IDisposable
{
    private readonly CancellationTokenSource timeout;
    private readonly CancellationTokenSource linked;

    public AnswerClock(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        timeout = new CancellationTokenSource(patience, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
    }

    public CancellationToken Token => linked.Token;

    /// <summary>Whether time ran out, as against somebody having cancelled.</summary>
    public bool HasRunOut => timeout.IsCancellationRequested;

    /// <summary>Starts waiting anew.</summary>
    public void Restart(TimeSpan patience) => timeout.CancelAfter(patience);

    /// <summary>Stops waiting: what takes time now is not the service.</summary>
    public void Stop() => timeout.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        linked.Dispose();
        timeout.Dispose();
    }
}

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// How long an answer may keep us waiting: first for its head, then, where the body is read bit by bit, for each next bit.
/// Its token also ends with the caller's.
/// </summary>
internal sealed class AnswerClock : IDisposable
{
    private readonly CancellationTokenSource end;
    private readonly CancellationToken caller;
    private readonly CancellationTokenRegistration callerEnds;

    public AnswerClock(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        caller = cancellationToken;
        end = new CancellationTokenSource(patience, time);
        callerEnds = cancellationToken.UnsafeRegister(static clock => ((CancellationTokenSource)clock!).Cancel(), end);
    }

    public CancellationToken Token => end.Token;

    /// <summary>Whether time ran out, as against the caller having cancelled.</summary>
    public bool HasRunOut => end.IsCancellationRequested && !caller.IsCancellationRequested;

    /// <summary>Its token and another one together; null when the other is the caller's, with which it ends by itself.</summary>
    public CancellationTokenSource? With(CancellationToken other) => other == caller ? null : CancellationTokenSource.CreateLinkedTokenSource(end.Token, other);

    /// <summary>Starts waiting anew.</summary>
    public void Restart(TimeSpan patience) => end.CancelAfter(patience);

    /// <summary>Stops waiting: what takes time now is not the service.</summary>
    public void Stop() => end.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        callerEnds.Dispose();
        end.Dispose();
    }
}

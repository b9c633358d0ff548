using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// The limits of one mailbox, shared by all who send to it: at most four requests in flight, and when the service asks one
/// of them to wait, all wait.
/// </summary>
internal sealed class MailboxGate(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim slots = new(MailboxLimits.MostConcurrentRequests, MailboxLimits.MostConcurrentRequests);
    private long closedUntilTicks;

    /// <summary>Waits for a free place and for the end of any pause. The place is given back by disposing it.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (Pause is { } pause)
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            slots.Release();
            throw;
        }

        return new Place(slots);
    }

    /// <summary>Lets nobody in for a while; requests already in flight go on.</summary>
    public void CloseFor(TimeSpan pause)
    {
        long until = (time.GetUtcNow() + pause).UtcTicks;
        long known;
        do
        {
            known = Interlocked.Read(ref closedUntilTicks);
        }
        while (until > known && Interlocked.CompareExchange(ref closedUntilTicks, until, known) != known);
    }

    public void Dispose() => slots.Dispose();

    private TimeSpan? Pause
    {
        get
        {
            long left = Interlocked.Read(ref closedUntilTicks) - time.GetUtcNow().UtcTicks;
            return left > 0 ? TimeSpan.FromTicks(left) : null;
        }
    }

    private sealed class Place(SemaphoreSlim slots) : IDisposable
    {
        private SemaphoreSlim? held = slots;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}

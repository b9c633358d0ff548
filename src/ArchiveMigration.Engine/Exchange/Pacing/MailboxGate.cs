using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>
/// The limits of one mailbox, kept in advance and shared by all who send to it: requests at once, requests and uploaded bytes in a
/// rolling window, and the pauses that the service asks for. Who waits is let in in order; only requests without a body pass an
/// upload that waits for bytes.
/// </summary>
internal sealed partial class MailboxGate
{
    private readonly object guard = new();
    private readonly TimeProvider time;
    private readonly PaceLimits limits;
    private readonly long born;
    private readonly long past;
    private readonly LinkedList<GateWaiter> waiting = new();
    private readonly PaceBudget requests;
    private readonly PaceBudget uploads;
    private readonly AdaptiveShare places;
    private readonly PaceBook book = new();
    private int inFlight;
    private long kept;
    private long closedUntil;
    private long lastNow;

    /// <param name="limits">What is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="earlier">What another process asked of the mailbox a short while ago; null = nothing.</param>
    public MailboxGate(PaceLimits limits, TimeProvider time, MailboxUse? earlier = null)
    {
        this.limits = limits;
        this.time = time;
        born = time.GetTimestamp();
        requests = new PaceBudget(limits.Requests, limits.RequestWindow);
        uploads = new PaceBudget(limits.UploadBytes, limits.UploadWindow);
        places = new AdaptiveShare(limits.UploadWindow);
        if (earlier is not null)
        {
            past = Math.Max(limits.RequestWindow.Ticks, limits.UploadWindow.Ticks);
            Recall(requests, earlier.Requests);
            Recall(uploads, earlier.UploadBytes);
        }
    }

    /// <summary>Waits until a request may be sent. The place is given back by disposing it.</summary>
    /// <param name="uploadBytes">Bytes of its body as far as known; 0 for none.</param>
    /// <param name="room">Room kept for it, or null. Where it does not go far enough it goes back, and the whole is waited for: who waits holds nothing.</param>
    /// <param name="cancellationToken">Gives up waiting; nothing stays booked then.</param>
    public async Task<GatePlace> EnterAsync(long uploadBytes, GateRoom? room, CancellationToken cancellationToken)
    {
        if (room is not null && (room.Gate != this || room.Bytes < uploadBytes))
        {
            room.Dispose();
            room = null;
        }

        return (GatePlace)await WaitAsync(new GateWaiter(uploadBytes, room, wantsRoom: false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until bytes may be uploaded, and keeps the room for them.</summary>
    public async Task<GateRoom> KeepRoomAsync(long bytes, CancellationToken cancellationToken) =>
        (GateRoom)await WaitAsync(new GateWaiter(bytes, null, wantsRoom: true), cancellationToken).ConfigureAwait(false);

    /// <summary>Lets nobody in for a while; requests already in flight go on.</summary>
    public void CloseFor(TimeSpan pause)
    {
        lock (guard)
        {
            closedUntil = Math.Max(closedUntil, Now() + pause.Ticks);
            LetIn();
        }
    }

    /// <summary>The service turned a request away for a limit that our book has room in: less is asked of it for a while.</summary>
    public void Refused(GatePlace place, RefusedLimit limit)
    {
        lock (guard)
        {
            long now = Now();
            book.RequestRefused();
            switch (limit)
            {
                case RefusedLimit.Concurrency:
                    places.Lower(now, place.EnteredAt);
                    break;
                case RefusedLimit.UploadBytes:
                case RefusedLimit.Unsaid when place.UploadBytes > 0 && uploads.Fill >= requests.Fill:
                    uploads.Refused(now, place.EnteredAt);
                    break;
                default:
                    requests.Refused(now, place.EnteredAt);
                    break;
            }
        }
    }

    /// <summary>What went through so far, and what is held back now.</summary>
    public MailboxPace Pace
    {
        get
        {
            lock (guard)
            {
                long now = Now();
                return new MailboxPace
                {
                    Limits = limits,
                    ThrottledTime = book.TimeIn(PaceState.Throttled, now),
                    LimitTime = book.TimeIn(PaceState.RequestLimit, now) + book.TimeIn(PaceState.UploadLimit, now),
                    RequestTime = book.TimeIn(PaceState.Requesting, now),
                    RequestCount = book.RequestCount,
                    ThrottledRequestCount = book.RefusedCount,
                    BytesUploaded = book.UploadedBytes,
                    CeilingShare = Math.Min(1, Math.Max(requests.Fill, uploads.Fill)),
                    Waiting = book.State switch
                    {
                        PaceState.Throttled => PaceWait.Throttled,
                        PaceState.RequestLimit => PaceWait.RequestLimit,
                        PaceState.UploadLimit => PaceWait.UploadLimit,
                        _ => PaceWait.None,
                    },
                    ThrottledUntilUtc = closedUntil > now ? time.GetUtcNow() + TimeSpan.FromTicks(closedUntil - now) : null,
                };
            }
        }
    }

    /// <summary>What still counts of all that went through.</summary>
    public MailboxUse UseOf(string mailboxId)
    {
        lock (guard)
        {
            long now = Now();
            DateTimeOffset utcNow = time.GetUtcNow();
            return new MailboxUse(mailboxId, Tell(requests), Tell(uploads));

            SpentAmount[] Tell(PaceBudget budget) => [.. budget.Read(now).Select(entry => new SpentAmount(utcNow - TimeSpan.FromTicks(now - entry.At), entry.Amount))];
        }
    }

    /// <summary>A request has ended.</summary>
    internal void Leave(GatePlace place)
    {
        lock (guard)
        {
            long now = Now();
            inFlight--;
            requests.Close(1, now);
            uploads.Close(place.UploadBytes, now);
            book.Uploaded(place.UploadBytes);
            LetIn();
        }
    }

    /// <summary>A request under way turns out to upload more, or less.</summary>
    internal void Rebook(long more)
    {
        lock (guard)
        {
            uploads.Rebook(more);
        }
    }

    /// <summary>Kept room that was not used.</summary>
    internal void GiveRoomBack(long bytes)
    {
        lock (guard)
        {
            kept -= bytes;
            uploads.Rebook(-bytes);
            LetIn();
        }
    }

    // What lies in the future was written before the clock was set back. Nobody knows how long ago that was, and a refusal costs less than a wait.
    private void Recall(PaceBudget budget, IReadOnlyList<SpentAmount> spent)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach ((DateTimeOffset at, long amount) in spent.OrderBy(static entry => entry.AtUtc))
        {
            long ago = (now - at).Ticks;
            if (ago >= 0 && ago < past)
            {
                budget.Recall(amount, past - ago);
            }
        }
    }

    // Ticks since the gate was made, after those that it recalls, by the clock that a person cannot set. It goes on: a clock that went back would free nothing for a long time.
    private long Now()
    {
        lastNow = Math.Max(lastNow, past + time.GetElapsedTime(born).Ticks);
        requests.Advance(lastNow);
        uploads.Advance(lastNow);
        return lastNow;
    }
}

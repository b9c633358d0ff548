namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>Who waits, and who is let in when. All of it under the gate's lock.</summary>
internal sealed partial class MailboxGate
{
    /// <summary>Room kept for uploads in preparation, as a part of the limit: their content is in memory, which all mailboxes share.</summary>
    private const int KeptPart = 50;

    /// <summary>For this part of the window an upload stands back behind room that is kept for others while nothing is sent at all.</summary>
    private const int DeferencePart = 60;

    private ITimer? alarm;
    private long alarmAt = long.MaxValue;

    private async Task<object> WaitAsync(GateWaiter waiter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (guard)
        {
            waiter.Since = Now();
            waiting.AddLast(waiter);
            LetIn();
        }

        if (waiter.Granted.IsCompleted)
        {
            return await waiter.Granted.ConfigureAwait(false);
        }

        await using var registration = cancellationToken.UnsafeRegister((_, token) => GiveUp(waiter, token), null).ConfigureAwait(false);
        return await waiter.Granted.ConfigureAwait(false);
    }

    private void GiveUp(GateWaiter waiter, CancellationToken cancellationToken)
    {
        lock (guard)
        {
            if (waiting.Remove(waiter))
            {
                waiter.GiveUp(cancellationToken);
                LetIn();
            }
        }
    }

    /// <summary>Lets in whoever may come in, says what the others wait for, and sets the alarm for when that changes by itself.</summary>
    private void LetIn()
    {
        long now = Now();
        long wakeAt = long.MaxValue;
        PaceState? heldBy = null;
        if (closedUntil > now)
        {
            (heldBy, wakeAt) = (PaceState.Throttled, closedUntil);
        }
        else
        {
            bool placesAreHeld = false;
            bool bytesAreHeld = false;
            bool roomIsHeld = false;
            for (LinkedListNode<GateWaiter>? node = waiting.First; node is not null;)
            {
                LinkedListNode<GateWaiter>? next = node.Next;
                GateWaiter waiter = node.Value;
                bool isBehind = waiter.WantsRoom ? roomIsHeld || bytesAreHeld : placesAreHeld || (waiter.NeedsBytes && bytesAreHeld);
                PaceState? hold = isBehind ? PaceState.Idle : WhatHolds(waiter, now, ref wakeAt);
                if (hold is null)
                {
                    waiting.Remove(node);
                    Grant(waiter, now);
                }

                // Uploads that are ready go before those in preparation, which may need the lanes that the ready ones occupy.
                roomIsHeld |= waiter.WantsRoom && hold is not null;
                bytesAreHeld |= !waiter.WantsRoom && hold is PaceState.UploadLimit;
                placesAreHeld |= !waiter.WantsRoom && hold is PaceState.RequestLimit or PaceState.Requesting;
                heldBy ??= hold is PaceState.UploadLimit or PaceState.RequestLimit ? hold : null;
                node = next;
            }
        }

        PaceState state = waiting.Count > 0 && heldBy is { } reason ? reason : inFlight > 0 ? PaceState.Requesting : PaceState.Idle;
        if (state != book.State)
        {
            book.Enter(state, now);
        }

        SetAlarm(waiting.Count > 0 ? wakeAt : long.MaxValue, now);
    }

    /// <summary>What a waiter has to wait for; null = nothing; Requesting = for others to end.</summary>
    private PaceState? WhatHolds(GateWaiter waiter, long now, ref long wakeAt)
    {
        if (waiter.WantsRoom)
        {
            // What is kept is held in memory. One of any size may be prepared, several only as far as they are small.
            return kept > 0 && kept + waiter.Bytes > uploads.LimitAt(now) / KeptPart ? PaceState.Requesting
                : IsLater(uploads.WhenRoomFor(waiter.Bytes, now), now, ref wakeAt) ? PaceState.UploadLimit
                : null;
        }

        if (inFlight >= Math.Max(1, (int)(limits.ConcurrentRequests * places.At(now))))
        {
            return PaceState.Requesting;
        }

        if (IsLater(requests.WhenRoomFor(1, now), now, ref wakeAt))
        {
            return PaceState.RequestLimit;
        }

        if (waiter.Bytes == 0)
        {
            return null;
        }

        // Its own room is booked already. Room kept for others counts too, but not for ever: whoever has it may be waiting for a lane that this one occupies.
        // He looks at the limit again when he comes.
        long notSent = waiter.Room is null ? 0 : waiter.Bytes;
        if (inFlight == 0 && kept > notSent && !IsLater(waiter.Since + (limits.UploadWindow.Ticks / DeferencePart), now, ref wakeAt))
        {
            notSent = kept;
        }

        long? when = waiter.Room is null ? uploads.WhenRoomFor(waiter.Bytes, now, notSent) : uploads.WhenBelow(waiter.Bytes, now, notSent);
        return IsLater(when, now, ref wakeAt) ? PaceState.UploadLimit : null;
    }

    private static bool IsLater(long? when, long now, ref long wakeAt)
    {
        if (when <= now)
        {
            return false;
        }

        wakeAt = Math.Min(wakeAt, when ?? long.MaxValue);
        return true;
    }

    private void Grant(GateWaiter waiter, long now)
    {
        if (waiter.WantsRoom)
        {
            kept += waiter.Bytes;
            uploads.Open(waiter.Bytes, now);
            waiter.Grant(new GateRoom(this, waiter.Bytes));
            return;
        }

        long taken = waiter.Room?.Take(waiter.Bytes) ?? 0;
        kept -= taken;
        if (taken < waiter.Bytes)
        {
            uploads.Open(waiter.Bytes - taken, now);
        }

        inFlight++;
        requests.Open(1, now);
        book.RequestSent();
        waiter.Grant(new GatePlace(this, waiter.Bytes, now));
    }

    private void SetAlarm(long at, long now)
    {
        if (at == alarmAt)
        {
            return;
        }

        alarm?.Dispose();
        alarm = null;
        alarmAt = at;
        if (at != long.MaxValue)
        {
            // Timers count whole milliseconds; one that rings too early would ring again and again.
            TimeSpan wait = TimeSpan.FromMilliseconds(Math.Ceiling(TimeSpan.FromTicks(at - now).TotalMilliseconds));
            alarm = time.CreateTimer(static gate => ((MailboxGate)gate!).Ring(), this, wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void Ring()
    {
        lock (guard)
        {
            alarmAt = long.MaxValue;
            LetIn();
        }
    }
}

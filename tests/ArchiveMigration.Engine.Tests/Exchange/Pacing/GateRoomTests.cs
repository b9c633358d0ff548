using ArchiveMigration.Engine.Exchange.Pacing;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Exchange.Pacing;

public class GateRoomTests
{
    private readonly ManualTimeProvider time = new();
    private readonly MailboxGate gate;

    public GateRoomTests() => gate = new MailboxGate(new PaceLimits { UploadBytes = 1000 }, time);

    [Fact]
    public async Task Kept_room_counts_as_spent_and_is_spent_once()
    {
        using GateRoom room = await gate.KeepRoomAsync(1000, default);
        Task<GatePlace> other = gate.EnterAsync(1, null, default);
        GatePlace own = await gate.EnterAsync(1000, room, default).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.False(other.IsCompleted);

        room.Dispose(); // All used: nothing goes back.
        own.Dispose();

        Assert.False(other.IsCompleted);
        Assert.Equal(1000, gate.Pace.BytesUploaded);
    }

    [Fact]
    public async Task Room_that_was_not_used_goes_back_once()
    {
        GateRoom room = await gate.KeepRoomAsync(900, default);
        UploadRoom part = room.Split(400);
        Task<GatePlace> waiting = gate.EnterAsync(600, null, default);
        (await gate.EnterAsync(100, (GateRoom)part, default)).Dispose();

        part.Dispose();
        Assert.False(waiting.IsCompleted);
        room.Dispose();
        room.Dispose();

        time.Advance(TimeSpan.FromMinutes(1));
        (await waiting.WaitAsync(TimeSpan.FromMinutes(2))).Dispose();
        Task<GatePlace> tooMuch = gate.EnterAsync(400, null, default);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.False(tooMuch.IsCompleted);
    }

    [Fact]
    public async Task Room_that_is_too_small_is_no_right_to_more_and_goes_back()
    {
        (await gate.EnterAsync(500, null, default)).Dispose();
        GateRoom room = await KeepAsync(10);

        Task<GatePlace> place = gate.EnterAsync(600, room, default);

        time.Advance(TimeSpan.FromMinutes(2));
        Assert.False(place.IsCompleted);
        Assert.Equal(0, room.Bytes);
        time.Advance(TimeSpan.FromMinutes(4));
        await place.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Room_at_one_shard_is_none_at_another()
    {
        var shard = new MailboxGate(new PaceLimits { UploadBytes = 1000 }, time);
        GateRoom room = await gate.KeepRoomAsync(1000, default);

        (await shard.EnterAsync(1000, room, default).WaitAsync(TimeSpan.FromMinutes(2))).Dispose();

        Assert.Equal(1000, shard.Pace.BytesUploaded);
        await gate.EnterAsync(1000, null, default).WaitAsync(TimeSpan.FromMinutes(2)); // It went back here.
    }

    [Fact]
    public async Task Only_a_little_is_prepared_ahead_so_that_a_mailbox_does_not_fill_the_memory_of_all()
    {
        GateRoom first = await gate.KeepRoomAsync(15, default);
        Task<GateRoom> second = gate.KeepRoomAsync(15, default);
        Assert.False(second.IsCompleted); // Together more than a fiftieth of the limit.

        (await gate.EnterAsync(15, first, default)).Dispose();

        await second.WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>Four import lanes that hold items larger than told, while the item that has the room waits for a lane.</summary>
    [Fact]
    public async Task Items_larger_than_told_do_not_wait_for_room_that_is_kept_for_others_behind_them()
    {
        GateRoom kept = await gate.KeepRoomAsync(900, default);
        Task<GateRoom> preparing = gate.KeepRoomAsync(900, default);
        Task<GatePlace>[] lanes = [.. Enumerable.Range(0, 4).Select(_ => gate.EnterAsync(150, null, default))];
        for (int passed = 0; passed < 4; passed++)
        {
            Assert.DoesNotContain(lanes, lane => lane.IsCompleted); // It stands back first: mostly the other comes soon.
            time.Advance(TimeSpan.FromMinutes(1.5));
            Task<GatePlace> let = await Task.WhenAny(lanes).WaitAsync(TimeSpan.FromMinutes(2));
            (await let).Dispose();
            lanes = [.. lanes.Where(lane => lane != let)];
        }

        // What it was promised would now be too much: it waits for as long as that is so, and no longer.
        Task<GatePlace> late = gate.EnterAsync(900, kept, default);
        Assert.False(late.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(5.1));
        (await late.WaitAsync(TimeSpan.FromMinutes(2))).Dispose();
        time.Advance(TimeSpan.FromMinutes(5.1));
        await preparing.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Giving_up_leaves_nothing_kept()
    {
        (await gate.EnterAsync(900, null, default)).Dispose();
        using var cancel = new CancellationTokenSource();
        Task<GateRoom> waiting = gate.KeepRoomAsync(500, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        time.Advance(TimeSpan.FromMinutes(5.1));

        await gate.EnterAsync(1000, null, default).WaitAsync(TimeSpan.FromMinutes(2));
    }

    private async Task<GateRoom> KeepAsync(long bytes)
    {
        Task<GateRoom> room = gate.KeepRoomAsync(bytes, default);
        time.Advance(TimeSpan.FromSeconds(10));
        return await room.WaitAsync(TimeSpan.FromMinutes(2));
    }
}

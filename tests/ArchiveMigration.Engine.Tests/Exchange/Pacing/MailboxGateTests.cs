using ArchiveMigration.Engine.Exchange.Pacing;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Exchange.Pacing;

public class MailboxGateTests
{
    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task Four_are_let_in_and_the_fifth_waits_for_one_to_leave()
    {
        MailboxGate gate = Gate();
        List<GatePlace> inside = [];
        for (int i = 0; i < MailboxLimits.MostConcurrentRequests; i++)
        {
            inside.Add(await gate.EnterAsync(0, null, default));
        }

        Task<GatePlace> fifth = gate.EnterAsync(0, null, default);
        Assert.False(fifth.IsCompleted);
        inside[2].Dispose();
        inside[2].Dispose(); // Once is enough: a second time must not let another in.

        await fifth;
        Assert.False(gate.EnterAsync(0, null, default).IsCompleted);
    }

    [Fact]
    public async Task A_pause_holds_everybody_until_its_end()
    {
        MailboxGate gate = Gate();
        gate.CloseFor(TimeSpan.FromSeconds(30));
        gate.CloseFor(TimeSpan.FromSeconds(10)); // A shorter one does not shorten the first.

        Task<GatePlace>[] waiting = [gate.EnterAsync(0, null, default), gate.EnterAsync(0, null, default)];
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Waiting_ends_with_the_caller_and_keeps_no_place()
    {
        MailboxGate gate = Gate();
        gate.CloseFor(TimeSpan.FromHours(1));
        using var cancel = new CancellationTokenSource();
        Task<GatePlace>[] waiting = [.. Enumerable.Range(0, 4).Select(_ => gate.EnterAsync(0, null, cancel.Token))];
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));

        time.Advance(TimeSpan.FromHours(1));

        await gate.EnterAsync(0, null, default).WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Who_gives_up_waiting_for_bytes_lets_the_next_in_and_leaves_nothing_booked()
    {
        MailboxGate gate = Gate(uploadBytes: 1000);
        (await gate.EnterAsync(900, null, default)).Dispose();
        using var cancel = new CancellationTokenSource();
        Task<GatePlace> large = gate.EnterAsync(500, null, cancel.Token);
        Task<GatePlace> small = gate.EnterAsync(50, null, default);
        Assert.False(small.IsCompleted); // In order, so that the large one is not passed for ever.

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        time.Advance(TimeSpan.FromMinutes(1)); // The small one's turn by the even rate, long before the window ends.
        (await small.WaitAsync(TimeSpan.FromMinutes(2))).Dispose();
        Assert.Equal(950, gate.Pace.BytesUploaded);
    }

    [Fact]
    public async Task Requests_without_a_body_pass_an_upload_that_waits_for_bytes()
    {
        MailboxGate gate = Gate(uploadBytes: 1000);
        (await gate.EnterAsync(1000, null, default)).Dispose();
        Task<GatePlace> upload = gate.EnterAsync(10, null, default);

        (await gate.EnterAsync(0, null, default)).Dispose();

        Assert.False(upload.IsCompleted);
        Assert.Equal(PaceWait.UploadLimit, gate.Pace.Waiting);
    }

    [Fact]
    public async Task An_item_larger_than_the_whole_limit_goes_when_nothing_else_counts()
    {
        MailboxGate gate = Gate(uploadBytes: 1000);
        (await gate.EnterAsync(10, null, default)).Dispose();
        Task<GatePlace> giant = gate.EnterAsync(5000, null, default);
        Assert.False(giant.IsCompleted);

        time.Advance(TimeSpan.FromMinutes(5.1));
        GatePlace place = await giant.WaitAsync(TimeSpan.FromMinutes(2));
        Task<GatePlace> next = gate.EnterAsync(1, null, default);
        time.Advance(TimeSpan.FromHours(1)); // Under way it counts, however long it takes.
        Assert.False(next.IsCompleted);

        place.Dispose();
        time.Advance(TimeSpan.FromMinutes(4.9)); // And a whole window from its end on.
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(0.2));
        await next.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_booked_as_it_leaves()
    {
        MailboxGate gate = Gate(uploadBytes: 1000);
        GatePlace place = await gate.EnterAsync(10, null, default);
        place.Passed(5);
        place.Passed(1500);
        Task<GatePlace> next = gate.EnterAsync(1, null, default);
        Assert.False(next.IsCompleted);

        place.Settle(1500);
        place.Dispose();

        Assert.Equal(1500, gate.Pace.BytesUploaded);
        time.Advance(TimeSpan.FromMinutes(4.9));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(0.2));
        await next.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task What_was_booked_and_never_left_does_not_count()
    {
        MailboxGate gate = Gate(uploadBytes: 1000);
        GatePlace refused = await gate.EnterAsync(1000, null, default);
        refused.Settle(0);
        refused.Dispose();

        await gate.EnterAsync(1000, null, default).WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_window_survives_a_clock_that_jumps_and_a_machine_that_sleeps()
    {
        var clock = new JumpingClock(time);
        var gate = new MailboxGate(new PaceLimits { UploadBytes = 1000 }, clock);
        (await gate.EnterAsync(1000, null, default)).Dispose();
        gate.CloseFor(TimeSpan.FromSeconds(20));

        clock.Jump(TimeSpan.FromDays(400)); // Set forward: nothing is forgotten.
        Task<GatePlace> next = gate.EnterAsync(1, null, default);
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.False(next.IsCompleted);

        clock.Jump(TimeSpan.FromDays(-800)); // Set back: nothing is blocked.
        time.Advance(TimeSpan.FromMinutes(1.1));
        (await next.WaitAsync(TimeSpan.FromMinutes(2))).Dispose();

        time.Advance(TimeSpan.FromDays(3)); // Asleep over the weekend.
        await gate.EnterAsync(1000, null, default).WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task The_gate_of_the_next_process_begins_with_what_still_counts_and_ends_counting_it_in_time()
    {
        MailboxGate gate = Gate(uploadBytes: 1000);
        (await gate.EnterAsync(400, null, default)).Dispose();
        time.Advance(TimeSpan.FromMinutes(3));
        (await gate.EnterAsync(550, null, default)).Dispose();
        using GatePlace underWay = await gate.EnterAsync(50, null, default);
        time.Advance(TimeSpan.FromMinutes(1));

        MailboxUse use = gate.UseOf("MBX:a@t");
        var gates = new MailboxGates(new PaceLimits { UploadBytes = 1000 }, time);
        gates.Recall([use]);
        MailboxGate next = gates.For("mbx:A@T");

        Assert.Equal((3, 1000), (use.Requests.Sum(entry => entry.Amount), use.UploadBytes.Sum(entry => entry.Amount)));
        Assert.Equal(1, next.Pace.CeilingShare);
        Task<GatePlace> upload = next.EnterAsync(350, null, default);
        time.Advance(TimeSpan.FromMinutes(0.9));
        Assert.False(upload.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(0.4)); // A span later at most.
        (await upload.WaitAsync(TimeSpan.FromSeconds(10))).Dispose();
        Assert.Equal(350, next.Pace.BytesUploaded); // What others uploaded is theirs.
        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Empty(next.UseOf("MBX:a@t").UploadBytes);
    }

    [Theory]
    [InlineData(-400)]
    [InlineData(400)]
    public async Task What_a_clock_wrote_that_was_set_since_makes_nobody_wait(int days)
    {
        var clock = new JumpingClock(time);
        var limits = new PaceLimits { UploadBytes = 1000 };
        var gate = new MailboxGate(limits, clock);
        (await gate.EnterAsync(1000, null, default)).Dispose();
        MailboxUse use = gate.UseOf("MBX:a@t");

        clock.Jump(TimeSpan.FromDays(days));

        var next = new MailboxGate(limits, clock, use);
        (await next.EnterAsync(1000, null, default).WaitAsync(TimeSpan.FromSeconds(10))).Dispose();
    }

    [Fact]
    public void Every_shard_has_a_gate_of_its_own_however_its_id_is_spelt()
    {
        var gates = new MailboxGates(PaceLimits.Published, time);

        Assert.Same(gates.For("MBX:abc@t"), gates.For("mbx:ABC@t"));
        Assert.NotSame(gates.For("MBX:abc@t"), gates.For("MBX:abd@t"));
    }

    private MailboxGate Gate(long uploadBytes = MailboxLimits.MostUploadBytesPerWindow) => new(new PaceLimits { UploadBytes = uploadBytes }, time);

    /// <summary>A clock whose hands can be set; its seconds are those of another.</summary>
    private sealed class JumpingClock(TimeProvider steady) : TimeProvider
    {
        private TimeSpan offset;

        public override long TimestampFrequency => steady.TimestampFrequency;

        public void Jump(TimeSpan by) => offset += by;

        public override DateTimeOffset GetUtcNow() => steady.GetUtcNow() + offset;

        public override long GetTimestamp() => steady.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => steady.CreateTimer(callback, state, dueTime, period);
    }
}

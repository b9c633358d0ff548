using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Exchange;

public class MailboxGateTests
{
    [Fact]
    public async Task Four_are_let_in_and_the_fifth_waits_for_one_to_leave()
    {
        using var gate = new MailboxGate(TimeProvider.System);
        List<IDisposable> inside = [];
        for (int i = 0; i < MailboxLimits.MostConcurrentRequests; i++)
        {
            inside.Add(await gate.EnterAsync(default));
        }

        Task<IDisposable> fifth = gate.EnterAsync(default);
        Assert.False(fifth.IsCompleted);
        inside[2].Dispose();
        inside[2].Dispose(); // Once is enough: a second time must not let another in.

        await fifth;
        Assert.False(gate.EnterAsync(default).IsCompleted);
    }

    [Fact]
    public async Task A_pause_holds_everybody_until_its_end()
    {
        var time = new ManualTimeProvider();
        using var gate = new MailboxGate(time);
        gate.CloseFor(TimeSpan.FromSeconds(30));
        gate.CloseFor(TimeSpan.FromSeconds(10)); // A shorter one does not shorten the first.

        Task<IDisposable>[] waiting = [gate.EnterAsync(default), gate.EnterAsync(default)];
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Waiting_ends_with_the_caller_and_keeps_no_place()
    {
        var time = new ManualTimeProvider();
        using var gate = new MailboxGate(time);
        gate.CloseFor(TimeSpan.FromHours(1));
        using var cancel = new CancellationTokenSource();
        Task<IDisposable>[] waiting = [.. Enumerable.Range(0, 4).Select(_ => gate.EnterAsync(cancel.Token))];
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));

        time.Advance(TimeSpan.FromHours(1));

        await gate.EnterAsync(default).WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Every_shard_has_a_gate_of_its_own_however_its_id_is_spelt()
    {
        var gates = new MailboxGates(TimeProvider.System);

        Assert.Same(gates.For("MBX:abc@t"), gates.For("mbx:ABC@t"));
        Assert.NotSame(gates.For("MBX:abc@t"), gates.For("MBX:abd@t"));
    }
}

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>Time that stands still while anybody works and then jumps to whatever is due next.</summary>
internal sealed class SimulatedClock
{
    private readonly PriorityQueue<(SimulatedTimer Timer, int Setting), (DateTimeOffset Due, long Number)> due = new();
    private long numbers;

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    public void Enter(SimulatedTimer timer, int setting, TimeSpan wait) => due.Enqueue((timer, setting), (Now + wait, numbers++));

    /// <summary>Goes to the next moment at which something is due and does it; false = nothing ever will be.</summary>
    public bool TryAdvance()
    {
        while (due.TryDequeue(out var entry, out var when))
        {
            if (entry.Timer.Setting == entry.Setting)
            {
                Now = when.Due > Now ? when.Due : Now;
                entry.Timer.Fire();
                return true;
            }
        }

        return false;
    }
}

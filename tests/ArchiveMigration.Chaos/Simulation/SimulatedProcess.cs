using ArchiveMigration.Engine.Progress;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>One life of the engine: from a start of the program to its end, in whatever way.</summary>
internal sealed class SimulatedProcess(World world, Weather weather, EndPlan? plan, Action keepStore) : IProgress<MigrationEvent>, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private int left = plan?.Count ?? 0;
    private bool hasEnded;

    public World World => world;

    public Weather Weather => weather;

    public ProcessTime Time { get; } = new(world.Clock);

    public bool IsKilled { get; private set; }

    /// <summary>Asks the engine to stop, as Ctrl+C does.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Something happened in the service on behalf of this process; it may be the last thing.</summary>
    /// <exception cref="ProcessKilledException">It was.</exception>
    public void Pass(Moment moment, string about)
    {
        ThrowIfKilled();
        world.Note(moment.ToString(), about);
        if (plan is null || (plan.At is { } at && at != moment) || --left != 0)
        {
            return;
        }

        if (plan.IsKill)
        {
            Kill();
            ThrowIfKilled();
        }

        // Not from within the engine's own call, as Ctrl+C does not come from there either.
        world.Note("stop", "asked for");
        world.Later(TimeSpan.Zero, () =>
        {
            if (!hasEnded)
            {
                stop.Cancel();
            }
        });
    }

    public void ThrowIfKilled()
    {
        if (IsKilled)
        {
            throw new ProcessKilledException();
        }
    }

    /// <summary>A call takes its time.</summary>
    /// <exception cref="ProcessKilledException">The process ended meanwhile.</exception>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        ThrowIfKilled();
        var pause = world.Dice.NextDouble() < weather.Throttling
            ? TimeSpan.FromSeconds(world.Dice.Next(1, 90))
            : weather.LongestPause * Math.Max(0, (world.Dice.NextDouble() * 1.3) - 0.3);
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, Time, cancellationToken).ConfigureAwait(false);
            ThrowIfKilled();
        }
    }

    public void Report(MigrationEvent value)
    {
        if (IsKilled)
        {
            return;
        }

        switch (value)
        {
            case MigrationEvent.UserEnded ended:
                world.Note("user ended", $"{ended.User} {ended.Status} {ended.Detail}");
                break;
            case MigrationEvent.Warning warning:
                world.Note("warning", warning.Message);
                break;
            default:
                break;
        }
    }

    public void Dispose()
    {
        hasEnded = true;
        stop.Dispose();
    }

    private void Kill()
    {
        world.Note("killed", string.Empty);
        IsKilled = true;
        keepStore();
        Time.Kill();
    }
}

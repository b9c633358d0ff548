using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>The other end of <see cref="RunWatch"/>: asks a run, mostly in another process, to stop, and waits until it has.</summary>
internal sealed class StopAsking(SqliteStore store, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Asks; see <see cref="MigrationEngine.AskToStop"/>.</summary>
    public StopTicket? Ask(string? projectName, IReadOnlyList<string> addresses)
    {
        var runner = store.CurrentRunner;
        var project = projectName is null ? null : store.Catalog.GetProject(projectName).Name;
        if (runner?.Project is not { } running || (project is not null && !project.Equals(running, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var users = addresses.Count == 0 ? [] : UserSelection.Of(store.Catalog, running, addresses);
        return store.AskToStop(runner, [.. users.Select(user => user.Id)]) ? new StopTicket(runner, running, users) : null;
    }

    /// <summary>Waits; see <see cref="MigrationEngine.WaitForStopAsync"/>.</summary>
    public async Task<bool> WaitAsync(StopTicket ticket, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!HasStopped(ticket))
        {
            if (time.GetElapsedTime(started) >= atMost)
            {
                return false;
            }

            await Task.Delay(LookEvery, time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private bool HasStopped(StopTicket ticket)
    {
        if (store.CurrentRunner?.HoldId != ticket.Runner.HoldId)
        {
            return true;
        }

        return ticket.Users.Count > 0
            && !store.HasUnheardRequests(ticket.Runner)
            && !ticket.Users.Any(user => IsAtWork(store.Catalog.GetUser(ticket.Project, user.SourceAddress).Status));
    }

    private static bool IsAtWork(MigrationStatus status) => status is MigrationStatus.Validating or MigrationStatus.Syncing or MigrationStatus.Stopping;
}

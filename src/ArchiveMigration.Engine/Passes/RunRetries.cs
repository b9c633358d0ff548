using System.Collections.Concurrent;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>Which turns of a run are retries. A later turn of one that was begun in the run does not try again what failed in the turns before.</summary>
internal sealed class RunRetries(ILedger ledger, RunRequest request)
{
    private readonly ConcurrentDictionary<long, bool> begun = new();

    /// <summary>What a turn is. Null = no retry.</summary>
    public async Task<RetryPlan?> PlanAsync(MigrationUser user)
    {
        var plan = await RetryPlan.OfAsync(ledger, user, request).ConfigureAwait(false);
        var wasBegunHere = plan is not null && !begun.TryAdd(user.Id, plan.OnlyGoesOn);
        return wasBegunHere && await RetryPlan.IsOpenAsync(ledger, user).ConfigureAwait(false) ? new RetryPlan(true) : plan;
    }

    /// <summary>Tells for how many users the run only went on with an interrupted retry, although everything was asked for.</summary>
    public void Tell(string project, IProgress<MigrationEvent> progress)
    {
        if (begun.Values.Count(static onlyGoesOn => onlyGoesOn) is > 0 and var users)
        {
            progress.Report(new MigrationEvent.Warning(
                $"{project}: for {users:N0} {(users == 1 ? "user" : "users")} this start went on with a retry of failed items that was interrupted, and with nothing else. Start-ArchiveMigration {project} once more copies what is new.", null));
        }
    }
}

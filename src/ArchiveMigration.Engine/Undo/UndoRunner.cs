using System.Collections.Concurrent;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Undo;

/// <summary>Undoes the users of a project, as many at once as the project allows. Only the destination is ever opened.</summary>
internal sealed class UndoRunner(SqliteStore store, IMailboxServiceFactory services, TimeProvider time)
{
    /// <summary>Runs it; see <see cref="MigrationEngine.UndoAsync"/>.</summary>
    public async Task<IReadOnlyList<UndoResult>> RunAsync(string projectName, UndoRequest request, IProgress<MigrationEvent> progress, CancellationToken stop)
    {
        var catalog = store.Catalog;
        var project = catalog.GetProject(projectName);
        var users = UserSelection.Of(catalog, project.Name, request.Users);
        using var hold = store.Hold(request.IsPreview ? $"preview of an undo of project {project.Name}" : $"undo of project {project.Name}", project.Name);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var destination = services.Create(catalog.GetEndpoint(project.Destination), request.ShowSignInMessage);
        await destination.DescribeTenantAsync(stopping.Token).ConfigureAwait(false);

        var outage = new Outage(source: null, destination, request.MaximumOutage, progress, time, stopping);
        var results = new ConcurrentDictionary<long, UndoResult>();
        var turns = new UserTurns(users, TakeTurnAsync, () => catalog.GetProject(project.Name).Options.MaxConcurrentMigrations, time);
        await using (new RunWatch(hold, time, Heed, stopping.Cancel, LookAsync))
        {
            await turns.RunAsync(stopping.Token).ConfigureAwait(false);
        }

        return [.. users.Select(user => results.GetValueOrDefault(user.Id)).OfType<UndoResult>()];

        async Task<TimeSpan?> TakeTurnAsync(MigrationUser user, CancellationToken cancellationToken)
        {
            var turn = new UserUndo(catalog, store.Ledger, store.UndoOf(user.Id), destination, user.Options.Over(project.Options).DestinationKind, outage, request, user, progress, time);
            try
            {
                results[user.Id] = await turn.RunAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (MigrationException removed) when (removed.ErrorId == ErrorIds.UserNotFound)
            {
                progress.Report(new MigrationEvent.UserEnded(user.SourceAddress, MigrationStatus.Failed, $"{removed.Message} {removed.Remedy}") { Failure = removed });
            }

            return null;
        }

        Task LookAsync()
        {
            outage.Look();
            return Task.CompletedTask;
        }

        void Heed(StopRequest asked)
        {
            if (asked.UserId is { } userId)
            {
                turns.Stop(userId);
            }
            else
            {
                progress.Report(new MigrationEvent.Warning($"{project.Name}: {asked.AskedBy} asks this undo to stop. Deletions in hand are finished; the same command goes on from there.", null));
                stopping.Cancel();
            }
        }
    }
}

using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Undo;

namespace ArchiveMigration.Benchmarks;

/// <summary>The engine with a fresh store between two mailboxes that answer at once.</summary>
internal sealed class InstantMigration : IAsyncDisposable, IProgress<MigrationEvent>
{
    private readonly string directory = Directory.CreateTempSubdirectory("am-bench-").FullName;
    private readonly MigrationEngine engine;

    /// <param name="mostItems">As many as there may be in a mailbox.</param>
    public InstantMigration(int mostItems)
    {
        (Source, Destination) = (new InstantMailbox("a@contoso.example", mostItems), new InstantMailbox("a@fabrikam.example", mostItems));
        engine = new MigrationEngine(Path.Combine(directory, "migrations.db"), new InstantServices(Source, Destination));
        MadeProject.Add(engine.Catalog, [MadeProject.User("a")]);
    }

    public InstantMailbox Source { get; }

    public InstantMailbox Destination { get; }

    /// <summary>Runs a full pass and insists that everything arrived.</summary>
    public async Task RunAsync(int expectedItems)
    {
        var result = await engine.RunAsync(MadeProject.Name, new RunRequest { SettleTime = TimeSpan.Zero }, this, CancellationToken.None);
        if (result.Status != MigrationStatus.Completed || result.Users[0].SyncedItemCount != expectedItems)
        {
            throw new InvalidOperationException($"The migration ended {result.Status} with {result.Users[0].SyncedItemCount} of {expectedItems} items: {result.Users[0].StatusDetail}");
        }
    }

    /// <summary>Takes it back and insists that nothing is left.</summary>
    public async Task UndoAsync(int expectedItems)
    {
        var result = (await engine.UndoAsync(MadeProject.Name, new UndoRequest(), this, CancellationToken.None))[0];
        if (result.Status != UndoStatus.Undone || result.RemovedItemCount != expectedItems || Destination.Count > 0)
        {
            throw new InvalidOperationException($"The undo ended {result.Status} with {result.RemovedItemCount} of {expectedItems} items: {result.Detail}");
        }
    }

    public void Report(MigrationEvent value)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}

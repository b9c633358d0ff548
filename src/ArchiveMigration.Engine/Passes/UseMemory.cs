using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>Hands on from one process to the next what was asked of mailboxes lately: Exchange counts it, whoever asked.</summary>
/// <param name="store">Where it is kept.</param>
/// <param name="sides">The applications, and who keeps their limits.</param>
internal sealed class UseMemory(SqliteStore store, params IReadOnlyList<(MigrationEndpoint Endpoint, IMailboxService Service)> sides)
{
    /// <summary>Tells the services what processes before this one asked.</summary>
    public void Recall()
    {
        foreach (var (endpoint, service) in sides)
        {
            service.Recall(store.GetUse(endpoint));
        }
    }

    /// <summary>Keeps what counts at this moment.</summary>
    public void Keep()
    {
        foreach (var (endpoint, service) in sides)
        {
            store.KeepUse(endpoint, service.RecentUse);
        }
    }
}

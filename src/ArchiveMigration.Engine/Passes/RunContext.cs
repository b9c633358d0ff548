using System.Collections.Concurrent;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Mapping;
using ArchiveMigration.Engine.Passes.Schedule;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>What the users of one run share.</summary>
internal sealed record RunContext
{
    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>What was asked for.</summary>
    public required RunRequest Request { get; init; }

    /// <summary>Endpoints, projects and users.</summary>
    public required IMigrationCatalog Catalog { get; init; }

    /// <summary>The record.</summary>
    public required ILedger Ledger { get; init; }

    /// <summary>The source tenant.</summary>
    public required IMailboxService Source { get; init; }

    /// <summary>The destination tenant.</summary>
    public required IMailboxService Destination { get; init; }

    /// <summary>Memory for item content.</summary>
    public required ByteBudget Budget { get; init; }

    /// <summary>How addresses inside items are mapped.</summary>
    public required RunMapping Mapping { get; init; }

    /// <summary>Who waits because its destination is full.</summary>
    public required QuotaWaiting Quota { get; init; }

    /// <summary>Waits while the service is away.</summary>
    public required Outage Outage { get; init; }

    /// <summary>When nothing is copied.</summary>
    public required RunSchedule Schedule { get; init; }

    /// <summary>Who can go on without a listing.</summary>
    public required SettledUsers Settled { get; init; }

    /// <summary>The users whose retry was begun in this run, by id: a later turn goes on with it and takes up nothing more.</summary>
    public ConcurrentDictionary<long, bool> RetriesBegun { get; } = new();

    /// <summary>Reads the subjects of items that fail.</summary>
    public required FailedSubjects Subjects { get; init; }

    /// <summary>What was asked of mailboxes lately.</summary>
    public required UseMemory Use { get; init; }

    /// <summary>Who is told.</summary>
    public required IProgress<MigrationEvent> Progress { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The project's options, read again each time: what is changed during a run counts from the next mailbox on.</summary>
    public ProjectOptions Options => Catalog.GetProject(Project).Options;
}

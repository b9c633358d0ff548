using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Passes.Mapping;

namespace ArchiveMigration.Engine.Proof;

/// <summary>What the steps of one user's proof share.</summary>
internal sealed record ProofContext
{
    /// <summary>Whose proof.</summary>
    public required MigrationUser User { get; init; }

    /// <summary>The project's options now.</summary>
    public required ProjectOptions Options { get; init; }

    /// <summary>Where items came from.</summary>
    public required IMailbox Source { get; init; }

    /// <summary>Where they went.</summary>
    public required IMailbox Destination { get; init; }

    /// <summary>The record; it is only read.</summary>
    public required ILedger Ledger { get; init; }

    /// <summary>Where the listings are kept while they are compared.</summary>
    public required ProofStore Store { get; init; }

    /// <summary>The folders of both sides.</summary>
    public required FolderPairs Folders { get; init; }

    /// <summary>Which items' contents are compared.</summary>
    public required ContentDraw Draw { get; init; }

    /// <summary>What addresses are mapped by; null when there is nothing to map by.</summary>
    public required MappingRules? Rules { get; init; }

    /// <summary>When the first pass began.</summary>
    public required DateTimeOffset FirstPassUtc { get; init; }

    /// <summary>Shows how far it is.</summary>
    public required ProofMeter Meter { get; init; }
}

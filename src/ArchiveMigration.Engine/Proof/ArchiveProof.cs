using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// The proof of a project: both sides read afresh, every source item in exactly one column. What it shows and what it does not is in
/// <see cref="Basis"/>.
/// </summary>
public sealed record ArchiveProof : ProofCounts
{
    /// <summary>This proof's own number; a signature names it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>Whose migration it is; null when the project does not say.</summary>
    public string? Customer { get; init; }

    /// <summary>The source tenant's id, as it was signed in to.</summary>
    public required string SourceTenantId { get; init; }

    /// <summary>The destination tenant's id, as it was signed in to.</summary>
    public required string DestinationTenantId { get; init; }

    /// <summary>When reading began, UTC.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset EndedUtc { get; init; }

    /// <summary>What it comes to.</summary>
    public required ProofVerdict Verdict { get; init; }

    /// <summary>What was compared, in words.</summary>
    public required string Basis { get; init; }

    /// <summary>Whether the project's users were all looked at, and not only some that were named.</summary>
    public required bool IsWholeProject { get; init; }

    /// <summary>Rules by which addresses inside items are mapped, as the project has them.</summary>
    public IReadOnlyList<string> RecipientMapping { get; init; } = [];

    /// <summary>What becomes of items' retention tags, as the project has it: removed ones are expected to be missing when contents are compared.</summary>
    public RetentionTags RetentionTags { get; init; }

    /// <summary>How many users were looked at.</summary>
    public int Users => UserProofs.Count;

    /// <summary>Of those: users over whom no pass was ever run.</summary>
    public int NeverMigrated => UserProofs.Count(static user => user.State == UserProofState.NeverMigrated);

    /// <summary>Of those: users of whom a mailbox could not be read.</summary>
    public int NotRead => UserProofs.Count(static user => user.State == UserProofState.NotRead);

    /// <summary>Items at the destination, in all folders read.</summary>
    public long DestinationItems => UserProofs.Sum(static user => user.DestinationItems);

    /// <summary>Items at the destination that were there before the first pass and that the source does not have.</summary>
    public long ThereBefore => UserProofs.Sum(static user => user.ThereBefore);

    /// <summary>Items at the destination that came after the first pass began and that we did not bring.</summary>
    public long Added => UserProofs.Sum(static user => user.Added);

    /// <summary>The comparison of contents; null when none was asked for.</summary>
    public ContentProof? Content { get; init; }

    /// <summary>The users, in the order in which they were added to the project.</summary>
    public required IReadOnlyList<UserProof> UserProofs { get; init; }

    /// <summary>Where it was written; null when it was not.</summary>
    public ProofFileInfo? File { get; init; }
}

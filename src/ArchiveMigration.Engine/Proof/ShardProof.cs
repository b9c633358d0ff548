namespace ArchiveMigration.Engine.Proof;

/// <summary>What became of the items of one mailbox of an archive: the main one, or an auxiliary one.</summary>
public sealed record ShardProof : ProofCounts
{
    /// <summary>The mailbox's id.</summary>
    public required string ShardId { get; init; }
}

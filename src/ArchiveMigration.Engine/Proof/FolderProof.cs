namespace ArchiveMigration.Engine.Proof;

/// <summary>What became of the items of one source folder, in one shard.</summary>
public sealed record FolderProof : ProofCounts
{
    /// <summary>The folder's path at the source.</summary>
    public required string Path { get; init; }

    /// <summary>The mailbox that holds these items of it: the main one, or an auxiliary one of an auto-expanded archive; null for a folder without items.</summary>
    public string? ShardId { get; init; }

    /// <summary>The path of its counterpart at the destination; null when there is none.</summary>
    public string? DestinationPath { get; init; }
}

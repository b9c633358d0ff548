namespace ArchiveMigration.Engine.Proof;

/// <summary>What became of one user's items.</summary>
public sealed record UserProof : ProofCounts
{
    /// <summary>The most findings of one kind that are listed for one user; beyond that they are only counted.</summary>
    public const int MostFindingsOfAKind = 200;

    /// <summary>SMTP address, UPN or object id at the source.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>SMTP address, UPN or object id at the destination.</summary>
    public required string DestinationAddress { get; init; }

    /// <summary>How far the user was looked at.</summary>
    public required UserProofState State { get; init; }

    /// <summary>What it comes to.</summary>
    public required ProofVerdict Verdict { get; init; }

    /// <summary>Why it is not Complete, in words, worst first; empty otherwise.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The service's id of the source mailbox; null when it was not opened.</summary>
    public string? SourceMailboxId { get; init; }

    /// <summary>The service's id of the destination mailbox; null when it was not opened.</summary>
    public string? DestinationMailboxId { get; init; }

    /// <summary>When the first pass began, UTC: what was at the destination earlier was there before.</summary>
    public DateTimeOffset? FirstPassUtc { get; init; }

    /// <summary>When the last pass ended, UTC.</summary>
    public DateTimeOffset? LastPassUtc { get; init; }

    /// <summary>Items at the destination, in all folders read.</summary>
    public long DestinationItems { get; init; }

    /// <summary>Of the verified: those without a search key, recognised by their subject, message id and dates or, without those, by the id that was recorded when they were imported.</summary>
    public long VerifiedWithoutSearchKey { get; init; }

    /// <summary>Items at the destination that were there before the first pass and that the source does not have.</summary>
    public long ThereBefore { get; init; }

    /// <summary>Items at the destination that came after the first pass began and that we did not bring.</summary>
    public long Added { get; init; }

    /// <summary>Copies at the destination of items that are gone from the source since.</summary>
    public long CopiesOfVanished { get; init; }

    /// <summary>Excluded items by rule.</summary>
    public IReadOnlyDictionary<string, long> ExcludedBy { get; init; } = new Dictionary<string, long>();

    /// <summary>Failed items by error id.</summary>
    public IReadOnlyDictionary<string, long> FailedBy { get; init; } = new Dictionary<string, long>();

    /// <summary>The comparison of contents; null when none was asked for.</summary>
    public ContentProof? Content { get; init; }

    /// <summary>By source folder and shard, in the order of the folder tree.</summary>
    public IReadOnlyList<FolderProof> Folders { get; init; } = [];

    /// <summary>By shard.</summary>
    public IReadOnlyList<ShardProof> Shards { get; init; } = [];

    /// <summary>By destination folder, in the order of the folder tree.</summary>
    public IReadOnlyList<DestinationFolderProof> DestinationFolders { get; init; } = [];

    /// <summary>What is not as it was left; at most <see cref="MostFindingsOfAKind"/> of each kind.</summary>
    public IReadOnlyList<ProofFinding> Findings { get; init; } = [];

    /// <summary>Findings beyond those listed.</summary>
    public long FindingsNotListed { get; init; }
}

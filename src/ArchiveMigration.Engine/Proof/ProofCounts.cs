namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// What became of source items, each in exactly one column. <see cref="SourceItems"/> is counted where items are listed, the others where they are decided,
/// so that a sum that does not come out even tells of a fault instead of hiding it.
/// </summary>
public abstract record ProofCounts
{
    /// <summary>Items at the source now, and items that a pass saw there and that are gone since.</summary>
    public long SourceItems { get; init; }

    /// <summary>At the destination: in the folder that belongs to theirs, with their search key and message class; with content compared, also with their content.</summary>
    public long Verified { get; init; }

    /// <summary>Left out by a rule, and not at the destination.</summary>
    public long Excluded { get; init; }

    /// <summary>Could not be migrated, and not at the destination.</summary>
    public long Failed { get; init; }

    /// <summary>Gone from the source since a pass saw them there.</summary>
    public long Vanished { get; init; }

    /// <summary>None of that: the findings say which they are and what is known of them.</summary>
    public long Unexplained { get; init; }

    /// <summary>Whether every source item is in one column.</summary>
    public bool IsBalanced => SourceItems == Verified + Excluded + Failed + Vanished + Unexplained;
}

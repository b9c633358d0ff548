namespace ArchiveMigration.Engine.Reports;

/// <summary>
/// How much of what was found arrived, in the words of Exchange's DataConsistencyScore, with thresholds that are told. It counts what the ledger recorded;
/// the proof (Confirm-ArchiveMigration) reads both sides afresh.
/// </summary>
public enum DataConsistency
{
    /// <summary>Nothing failed: every item is at the destination, or was left out by a rule.</summary>
    Perfect,

    /// <summary>At most one item in 10,000 failed.</summary>
    Good,

    /// <summary>At most one item in 100 failed: somebody should look at them.</summary>
    Investigate,

    /// <summary>More failed, or the user could not be migrated at all.</summary>
    Poor,
}

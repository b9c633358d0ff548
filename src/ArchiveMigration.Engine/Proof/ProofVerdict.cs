namespace ArchiveMigration.Engine.Proof;

/// <summary>What a proof comes to.</summary>
public enum ProofVerdict
{
    /// <summary>Every source item is accounted for, nothing is unexplained, and nothing was added at the destination behind our back.</summary>
    Complete,

    /// <summary>Every source item is accounted for; the destination also has items that came after the first pass and not by us.</summary>
    CompleteWithAdditions,

    /// <summary>Something is unexplained, does not come out even, or could not be read; the findings and reasons say what.</summary>
    NotComplete,
}

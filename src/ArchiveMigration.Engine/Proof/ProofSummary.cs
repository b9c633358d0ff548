namespace ArchiveMigration.Engine.Proof;

/// <summary>What a proof came to, as the store remembers it after the proof itself is gone: for reports, and to find its file again.</summary>
public sealed record ProofSummary : ProofCounts
{
    /// <summary>The proof's own number.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset EndedUtc { get; init; }

    /// <summary>What it came to.</summary>
    public required ProofVerdict Verdict { get; init; }

    /// <summary>What was compared, in words.</summary>
    public required string Basis { get; init; }

    /// <summary>What the comparison of contents showed, in a sentence; null when none was asked for.</summary>
    public string? Content { get; init; }

    /// <summary>Whether the project's users were all looked at.</summary>
    public required bool IsWholeProject { get; init; }

    /// <summary>How many users were looked at.</summary>
    public required int Users { get; init; }

    /// <summary>Items at the destination that came after the first pass began and that we did not bring.</summary>
    public long Added { get; init; }

    /// <summary>Where it was written; null when it was not.</summary>
    public ProofFileInfo? File { get; init; }

    /// <summary>The summary of a proof.</summary>
    internal static ProofSummary Of(ArchiveProof proof) => new()
    {
        Id = proof.Id,
        EndedUtc = proof.EndedUtc,
        Verdict = proof.Verdict,
        Basis = proof.Basis,
        Content = proof.Content?.Statement,
        IsWholeProject = proof.IsWholeProject,
        Users = proof.Users,
        SourceItems = proof.SourceItems,
        Verified = proof.Verified,
        Excluded = proof.Excluded,
        Failed = proof.Failed,
        Vanished = proof.Vanished,
        Unexplained = proof.Unexplained,
        Added = proof.Added,
        File = proof.File,
    };
}

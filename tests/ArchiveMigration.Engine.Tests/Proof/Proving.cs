using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Tests.Passes;

namespace ArchiveMigration.Engine.Tests.Proof;

/// <summary>Asking a rig for proofs, and reading them.</summary>
internal static class Proving
{
    public static Task<ArchiveProof> ProveAsync(this Rig rig, ProofRequest? request = null, CancellationToken stop = default)
        => rig.Engine.ProveAsync("Merger", request ?? new ProofRequest(), rig, stop);

    /// <summary>Items, verified, excluded, failed, vanished, unexplained.</summary>
    public static string Columns(this ProofCounts counts)
        => $"{counts.SourceItems}={counts.Verified}+{counts.Excluded}+{counts.Failed}+{counts.Vanished}+{counts.Unexplained}";

    /// <summary>The findings as kind and place: what a proof names.</summary>
    public static IEnumerable<string> Named(this ArchiveProof proof) =>
        proof.UserProofs.SelectMany(user => user.Findings).Select(finding => $"{finding.Kind} {finding.Folder ?? finding.DestinationFolder}: {finding.SourceItemId ?? finding.DestinationItemId}".TrimEnd());
}

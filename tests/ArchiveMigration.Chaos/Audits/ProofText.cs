using ArchiveMigration.Engine.Proof;

namespace ArchiveMigration.Chaos.Audits;

/// <summary>What a proof says, in lines.</summary>
internal static class ProofText
{
    /// <summary>What it came to.</summary>
    public static string Summarize(ArchiveProof proof) => FormattableString.Invariant(
        $"proof {proof.Verdict}: {proof.Users} users, {proof.SourceItems} source items: {proof.Verified} verified, {proof.Failed} failed, {proof.Vanished} vanished, {proof.Unexplained} unexplained; {proof.Added} added");

    /// <summary>Why it is not Complete; nothing when it is.</summary>
    public static List<string> ProblemsOf(ArchiveProof proof) =>
    [
        .. from user in proof.UserProofs
           where user.Verdict != ProofVerdict.Complete
           from line in user.Reasons.Concat(user.Findings.Select(finding => $"{finding.Kind} '{finding.Folder ?? finding.DestinationFolder}' {finding.SourceItemId ?? finding.DestinationItemId} {finding.Detail}"))
           select $"proof of {user.SourceAddress} is {user.Verdict}: {line}",
    ];
}

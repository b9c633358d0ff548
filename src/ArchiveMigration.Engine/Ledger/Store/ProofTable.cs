using ArchiveMigration.Engine.Proof;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>What the last proofs came to: of each project the last of all its users and the last of some. Each method works inside the session's transaction.</summary>
internal static class ProofTable
{
    /// <summary>Remembers a proof in place of the one before; the same proof again, with its file, in place of itself.</summary>
    public static void Set(StoreSession session, long projectId, ProofSummary proof) => session.Execute(
        """
        INSERT OR REPLACE INTO proof (project_id, is_whole, proof_id, ended_utc, verdict, basis, content, users, source_items, verified, excluded, failed, vanished, unexplained, added,
            file, sha256, signer)
        VALUES ($project, $whole, $id, $ended, $verdict, $basis, $content, $users, $source, $verified, $excluded, $failed, $vanished, $unexplained, $added, $file, $sha256, $signer)
        """,
        ("$project", projectId),
        ("$whole", proof.IsWholeProject),
        ("$id", proof.Id.ToString()),
        ("$ended", proof.EndedUtc.UtcTicks),
        ("$verdict", proof.Verdict.ToString()),
        ("$basis", proof.Basis),
        ("$content", proof.Content),
        ("$users", proof.Users),
        ("$source", proof.SourceItems),
        ("$verified", proof.Verified),
        ("$excluded", proof.Excluded),
        ("$failed", proof.Failed),
        ("$vanished", proof.Vanished),
        ("$unexplained", proof.Unexplained),
        ("$added", proof.Added),
        ("$file", proof.File?.Path),
        ("$sha256", proof.File?.Sha256),
        ("$signer", proof.File?.Signer));

    /// <summary>The last proof of all users of a project; of some of them when there is none of all.</summary>
    public static ProofSummary? Last(StoreSession session, long projectId) => session.Query(
        """
        SELECT is_whole, proof_id, ended_utc, verdict, basis, content, users, source_items, verified, excluded, failed, vanished, unexplained, added, file, sha256, signer
        FROM proof WHERE project_id = $project ORDER BY is_whole DESC LIMIT 1
        """,
        static row => new ProofSummary
        {
            IsWholeProject = row.GetBoolean(0),
            Id = Guid.Parse(row.GetString(1)),
            EndedUtc = row.GetUtc(2),
            Verdict = row.GetName<ProofVerdict>(3),
            Basis = row.GetString(4),
            Content = row.GetText(5),
            Users = row.GetInt32(6),
            SourceItems = row.GetInt64(7),
            Verified = row.GetInt64(8),
            Excluded = row.GetInt64(9),
            Failed = row.GetInt64(10),
            Vanished = row.GetInt64(11),
            Unexplained = row.GetInt64(12),
            Added = row.GetInt64(13),
            File = row.IsDBNull(15) ? null : new ProofFileInfo(row.GetString(14), row.GetString(15), SignaturePath: null, row.GetText(16)),
        },
        ("$project", projectId)).FirstOrDefault();

    /// <summary>Forgets a project.</summary>
    public static void Remove(StoreSession session, long projectId) => session.Execute("DELETE FROM proof WHERE project_id = $project", ("$project", projectId));
}

using System.Security.Cryptography;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>The key under which subjects are hashed, and their removal. Each method works inside the session's transaction.</summary>
internal static class SubjectTable
{
    /// <summary>The store's key, made at its first use.</summary>
    /// <exception cref="MigrationException">SecretNotReadable: another account made it.</exception>
    public static byte[] Key(StoreSession session, SecretProtector protector)
    {
        if (session.Scalar("SELECT encrypted FROM subject_key LIMIT 1") is byte[] known)
        {
            return Convert.FromBase64String(protector.Unprotect(known, SecretBinding.SubjectKey).Reveal());
        }

        var key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
        session.Execute("INSERT INTO subject_key VALUES ($key)", ("$key", protector.Protect(new Secret(Convert.ToBase64String(key)), SecretBinding.SubjectKey)));
        return key;
    }

    /// <summary>Forgets what was kept of the subjects of a project's items.</summary>
    public static void Forget(StoreSession session, long projectId) => session.Execute(
        """
        UPDATE outcome SET subject = NULL WHERE subject IS NOT NULL AND item_key IN (
            SELECT item_key FROM item INDEXED BY item_by_user WHERE disposition = 4 AND user_id IN (SELECT user_id FROM user WHERE project_id = $project))
        """,
        ("$project", projectId));
}

using ArchiveMigration.Engine.Companions;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>What copying each user's settings came to the last time. Each method works inside the session's transaction.</summary>
internal static class SettingCopyTable
{
    /// <summary>Takes the place of an earlier result; nothing happens when the user was removed meanwhile.</summary>
    public static void Put(StoreSession session, long userId, SettingCopyResult result) => session.Execute(
        "INSERT OR REPLACE INTO setting_copy (user_id, result) SELECT user_id, $result FROM user WHERE user_id = $user",
        ("$result", SettingCopyJson.Write(result)),
        ("$user", userId));

    /// <summary>Null when they were never copied.</summary>
    public static SettingCopyResult? Get(StoreSession session, long userId)
        => session.Scalar("SELECT result FROM setting_copy WHERE user_id = $user", ("$user", userId)) is string json ? SettingCopyJson.Read(json) : null;

    public static void Forget(StoreSession session, long userId) => session.Execute("DELETE FROM setting_copy WHERE user_id = $user", ("$user", userId));
}

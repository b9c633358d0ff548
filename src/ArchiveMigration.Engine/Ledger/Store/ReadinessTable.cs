using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Readiness;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>The last readiness results, in the store. Works inside the session's transaction.</summary>
internal static class ReadinessTable
{
    /// <summary>Keeps a result; nothing happens when the user was removed meanwhile.</summary>
    public static void Put(StoreSession session, long userId, UserReadiness result) => session.Execute(
        "INSERT OR REPLACE INTO readiness (user_id, tested_utc, result) SELECT user_id, $tested, $result FROM user WHERE user_id = $user",
        ("$user", userId),
        ("$tested", result.TestedUtc.UtcTicks),
        ("$result", ReadinessJson.Write(result)));

    /// <summary>The results of users, by user id; one of other addresses than the user now has is none.</summary>
    public static Dictionary<long, UserReadiness> Of(StoreSession session, IReadOnlyList<MigrationUser> users)
    {
        Dictionary<long, UserReadiness> results = [];
        foreach (var user in users)
        {
            if (session.Scalar("SELECT result FROM readiness WHERE user_id = $user", ("$user", user.Id)) is string json && ReadinessJson.Read(json) is { } result
                && Same(result.SourceAddress, user.SourceAddress) && Same(result.DestinationAddress, user.DestinationAddress))
            {
                results[user.Id] = result;
            }
        }

        return results;
    }

    public static void Forget(StoreSession session, long userId) => session.Execute("DELETE FROM readiness WHERE user_id = $user", ("$user", userId));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}

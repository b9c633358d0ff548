using ArchiveMigration.Engine.Ledger.Store;
using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Projects;

/// <summary>The recipients of projects in the store. Each method works inside the session's transaction.</summary>
internal static class RecipientTable
{
    private const string Select = "SELECT legacy_dn, smtp_address FROM recipient WHERE project_id = $project";

    public static List<MigrationRecipient> Of(StoreSession session, string project)
    {
        var (id, name) = ProjectTable.IdOf(session, project);
        return session.Query($"{Select} ORDER BY smtp_address, dn_key", row => Read(row, name), ("$project", id));
    }

    /// <summary>Adds recipients that were checked.</summary>
    public static List<RecipientAddition> Add(StoreSession session, string project, IReadOnlyList<MigrationRecipient> recipients)
    {
        var (id, name) = ProjectTable.IdOf(session, project);
        List<RecipientAddition> results = new(recipients.Count);
        foreach (var recipient in recipients)
        {
            results.Add(Add(session, id, recipient with { Project = name }));
        }

        return results;
    }

    /// <returns>The number of those that were there.</returns>
    public static int Remove(StoreSession session, string project, IReadOnlyCollection<string> legacyNames)
    {
        var (id, _) = ProjectTable.IdOf(session, project);
        return legacyNames.Sum(name => session.Execute("DELETE FROM recipient WHERE project_id = $project AND dn_key = $key", ("$project", id), ("$key", Key(name))));
    }

    public static void RemoveAll(StoreSession session, long projectId) => session.Execute("DELETE FROM recipient WHERE project_id = $project", ("$project", projectId));

    private static RecipientAddition Add(StoreSession session, long projectId, MigrationRecipient recipient)
    {
        var added = session.Execute(
            "INSERT INTO recipient VALUES ($project, $key, $dn, $address) ON CONFLICT DO NOTHING",
            ("$project", projectId),
            ("$key", Key(recipient.LegacyExchangeDN)),
            ("$dn", recipient.LegacyExchangeDN),
            ("$address", recipient.PrimarySmtpAddress)) > 0;
        if (added)
        {
            return new RecipientAddition(recipient, true, null);
        }

        var present = session.Query($"{Select} AND dn_key = $key", row => Read(row, recipient.Project), ("$project", projectId), ("$key", Key(recipient.LegacyExchangeDN)))[0];
        return new RecipientAddition(present, false, IsSame(present.PrimarySmtpAddress, recipient.PrimarySmtpAddress) ? null : Conflict(present, recipient));
    }

    private static MigrationRecipient Read(SqliteDataReader row, string project)
        => new() { Project = project, LegacyExchangeDN = row.GetString(0), PrimarySmtpAddress = row.GetString(1) };

    private static string Key(string legacyName) => legacyName.ToUpperInvariant();

    private static bool IsSame(string address, string other) => string.Equals(address, other, StringComparison.OrdinalIgnoreCase);

    private static MigrationException Conflict(MigrationRecipient present, MigrationRecipient refused)
        => new(
            ErrorIds.RecipientExists,
            MigrationErrorKind.AlreadyExists,
            $"'{refused.LegacyExchangeDN}' is {present.PrimarySmtpAddress} in project '{present.Project}' and cannot be {refused.PrimarySmtpAddress} too; it stays as it is.")
        {
            Target = refused.LegacyExchangeDN,
            Remedy = $"Find out whose it is. If it is {refused.PrimarySmtpAddress}, remove the other with Remove-ArchiveMigrationRecipient and add this one again.",
        };
}

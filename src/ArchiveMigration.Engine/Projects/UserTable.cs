using System.Globalization;
using ArchiveMigration.Engine.Ledger.Store;
using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Projects;

/// <summary>The users of projects in the store. Each method works inside the session's transaction.</summary>
internal sealed class UserTable(TimeProvider time)
{
    private const string Select = """
        SELECT user.user_id, project.name, user.source_address, user.destination_address, user.display_name, user.status, user.status_detail, user.added_utc, user.options
        FROM user JOIN project USING (project_id)
        """;

    public static List<MigrationUser> Of(StoreSession session, string project)
        => session.Query($"{Select} WHERE user.project_id = $project ORDER BY user.user_id", Read, ("$project", ProjectTable.IdOf(session, project).Id));

    /// <summary>Those whose destination another user of the project has, too, by destination.</summary>
    public static List<MigrationUser> OfSharedDestinations(StoreSession session, string project) => session.Query(
        $"""
        {Select} WHERE user.project_id = $project AND user.destination_key IN
            (SELECT destination_key FROM user WHERE project_id = $project AND destination_key <> '' GROUP BY destination_key HAVING COUNT(*) > 1)
        ORDER BY user.destination_key, user.user_id
        """,
        Read,
        ("$project", ProjectTable.IdOf(session, project).Id));

    /// <summary>By the index over the keys: a beginning is a range of them, whose end is the highest character there is.</summary>
    public static List<MigrationUser> Find(StoreSession session, string project, string beginning, int most)
        => session.Query(
            $"{Select} WHERE user.project_id = $project AND user.source_key >= $first AND user.source_key < $end ORDER BY user.source_key LIMIT $most",
            Read,
            ("$project", ProjectTable.IdOf(session, project).Id),
            ("$first", MailboxAddress.Key(beginning)),
            ("$end", MailboxAddress.Key(beginning) + "\U0010FFFF"),
            ("$most", most));

    public static MigrationUser Get(StoreSession session, string project, string address)
    {
        var (id, name) = ProjectTable.IdOf(session, project);
        var key = MailboxAddress.Key(address);
        if (BySource(session, id, key) is { } user)
        {
            return user;
        }

        var going = session.Query($"{Select} WHERE user.project_id = $project AND user.destination_key = $key ORDER BY user.user_id", Read, ("$project", id), ("$key", key));
        return going.Count switch
        {
            1 => going[0],
            0 => throw CatalogError.NotFound(
                ErrorIds.UserNotFound,
                $"There is no user '{address}' in project '{name}'.",
                address,
                session.Query("SELECT source_address FROM user WHERE project_id = $project", static row => row.GetString(0), ("$project", id)),
                "The project has no users yet: Add-MigrationUser adds them."),
            _ => throw CatalogError.Invalid(
                $"Several users of project '{name}' go to '{address}'.",
                address,
                $"Name one by its source address: {string.Join(", ", going.Select(one => one.SourceAddress).Take(5))}."),
        };
    }

    public List<(MigrationUser User, bool Added)> Add(StoreSession session, string project, IReadOnlyList<MigrationUser> users)
    {
        var (id, name) = ProjectTable.IdOf(session, project);
        List<(MigrationUser, bool)> results = new(users.Count);
        foreach (var user in users)
        {
            results.Add(BySource(session, id, MailboxAddress.Key(user.SourceAddress)) is { } existing ? (existing, false) : (Add(session, id, name, user), true));
        }

        return results;
    }

    public static void Update(StoreSession session, MigrationUser user)
    {
        var existing = ById(session, user.Id);
        var (projectId, _) = ProjectTable.IdOf(session, existing.Project);
        if (ObjectName.Key(existing.Project) != ObjectName.Key(user.Project))
        {
            throw CatalogError.Invalid(
                $"User '{existing.SourceAddress}' belongs to project '{existing.Project}' and cannot be moved to '{user.Project}'.", user.Project, "Add the user to the other project.");
        }

        var key = MailboxAddress.Key(user.SourceAddress);
        if (BySource(session, projectId, key) is { } other && other.Id != user.Id)
        {
            throw CatalogError.Exists(ErrorIds.UserExists, "user", other.SourceAddress, "Each source address can be in a project once.");
        }

        session.Execute(
            """
            UPDATE user SET source_address = $source, source_key = $sourceKey, destination_address = $destination, destination_key = $destinationKey,
                display_name = $display, status = $status, status_detail = $detail, options = $options
            WHERE user_id = $id
            """,
            ("$source", user.SourceAddress),
            ("$sourceKey", key),
            ("$destination", user.DestinationAddress),
            ("$destinationKey", MailboxAddress.Key(user.DestinationAddress)),
            ("$display", user.DisplayName),
            ("$status", user.Status.ToString()),
            ("$detail", user.StatusDetail),
            ("$options", CatalogJson.Write(user.Options)),
            ("$id", user.Id));
    }

    public static void SetStatus(StoreSession session, long id, MigrationStatus status, string? detail)
    {
        if (session.Execute("UPDATE user SET status = $status, status_detail = $detail WHERE user_id = $id", ("$status", status.ToString()), ("$detail", detail), ("$id", id)) == 0)
        {
            throw NotFound(id);
        }
    }

    public static MigrationUser ById(StoreSession session, long id)
        => session.Query($"{Select} WHERE user.user_id = $id", Read, ("$id", id)).FirstOrDefault() ?? throw NotFound(id);

    public static void Remove(StoreSession session, long id) => session.Execute("DELETE FROM user WHERE user_id = $id", ("$id", id));

    private static MigrationUser? BySource(StoreSession session, long projectId, string key)
        => session.Query($"{Select} WHERE user.project_id = $project AND user.source_key = $key", Read, ("$project", projectId), ("$key", key)).FirstOrDefault();

    private MigrationUser Add(StoreSession session, long projectId, string project, MigrationUser user)
    {
        var added = user with { Project = project, AddedUtc = user.AddedUtc == default ? time.GetUtcNow() : user.AddedUtc.ToUniversalTime() };
        var id = session.Scalar(
            """
            INSERT INTO user (project_id, source_address, source_key, destination_address, destination_key, display_name, status, status_detail, added_utc, options)
            VALUES ($project, $source, $sourceKey, $destination, $destinationKey, $display, $status, $detail, $added, $options)
            RETURNING user_id
            """,
            ("$project", projectId),
            ("$source", user.SourceAddress),
            ("$sourceKey", MailboxAddress.Key(user.SourceAddress)),
            ("$destination", user.DestinationAddress),
            ("$destinationKey", MailboxAddress.Key(user.DestinationAddress)),
            ("$display", user.DisplayName),
            ("$status", user.Status.ToString()),
            ("$detail", user.StatusDetail),
            ("$added", added.AddedUtc.UtcTicks),
            ("$options", CatalogJson.Write(user.Options)));
        return added with { Id = (long)id! };
    }

    private static MigrationUser Read(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Project = row.GetString(1),
        SourceAddress = row.GetString(2),
        DestinationAddress = row.GetString(3),
        DisplayName = row.GetText(4),
        Status = row.GetName<MigrationStatus>(5),
        StatusDetail = row.GetText(6),
        AddedUtc = row.GetUtc(7),
        Options = CatalogJson.ReadUserOptions(row.GetText(8)),
    };

    private static MigrationException NotFound(long id)
    {
        var text = id.ToString(CultureInfo.InvariantCulture);
        return new MigrationException(ErrorIds.UserNotFound, MigrationErrorKind.NotFound, $"There is no user number {text} any more.")
        {
            Target = text,
            Remedy = "Somebody removed the user meanwhile. Read the project's users again.",
        };
    }
}

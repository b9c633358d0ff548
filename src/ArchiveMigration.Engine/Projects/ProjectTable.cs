using ArchiveMigration.Engine.Ledger.Store;
using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Projects;

/// <summary>Projects in the store. Each method works inside the session's transaction.</summary>
internal sealed class ProjectTable(TimeProvider time)
{
    private const string Select = """
        SELECT project.name, project.customer, source.name, destination.name, project.options, project.created_utc
        FROM project
        JOIN endpoint AS source ON source.endpoint_id = project.source_id
        JOIN endpoint AS destination ON destination.endpoint_id = project.destination_id
        """;

    public static List<MigrationProject> All(StoreSession session) => session.Query($"{Select} ORDER BY project.name_key", Read);

    public static MigrationProject Get(StoreSession session, string name)
        => session.Query($"{Select} WHERE project.name_key = $key", Read, ("$key", ObjectName.Key(name))).FirstOrDefault() ?? throw NotFound(session, name);

    /// <summary>The store's number of a project, and its name as it was given.</summary>
    public static (long Id, string Name) IdOf(StoreSession session, string name)
    {
        var found = session.Query("SELECT project_id, name FROM project WHERE name_key = $key", static row => (row.GetInt64(0), row.GetString(1)), ("$key", ObjectName.Key(name)));
        return found.Count > 0 ? found[0] : throw NotFound(session, name);
    }

    public void Add(StoreSession session, MigrationProject project)
    {
        if (session.Scalar("SELECT name FROM project WHERE name_key = $key", ("$key", ObjectName.Key(project.Name))) is string existing)
        {
            throw CatalogError.Exists(ErrorIds.ProjectExists, "project", existing, "Choose another name, or change that project: Set-ArchiveMigrationProject.");
        }

        Save(
            session,
            """
            INSERT INTO project (name, name_key, customer, source_id, destination_id, options, created_utc)
            VALUES ($name, $key, $customer, $source, $destination, $options, $created)
            """,
            project,
            project.CreatedUtc == default ? time.GetUtcNow() : project.CreatedUtc);
    }

    public static void Update(StoreSession session, MigrationProject project)
    {
        var existing = Get(session, project.Name);
        Save(
            session,
            """
            UPDATE project SET name = $name, customer = $customer, source_id = $source, destination_id = $destination, options = $options, created_utc = $created
            WHERE name_key = $key
            """,
            project,
            existing.CreatedUtc);
    }

    public static void Remove(StoreSession session, long id) => session.Execute("DELETE FROM project WHERE project_id = $id", ("$id", id));

    private static void Save(StoreSession session, string sql, MigrationProject project, DateTimeOffset created) => session.Execute(
        sql,
        ("$name", project.Name),
        ("$key", ObjectName.Key(project.Name)),
        ("$customer", project.Customer),
        ("$source", EndpointTable.IdOf(session, project.Source)),
        ("$destination", EndpointTable.IdOf(session, project.Destination)),
        ("$options", CatalogJson.Write(project.Options)),
        ("$created", created.UtcTicks));

    private static MigrationProject Read(SqliteDataReader row) => new()
    {
        Name = row.GetString(0),
        Customer = row.GetText(1),
        Source = row.GetString(2),
        Destination = row.GetString(3),
        Options = CatalogJson.ReadOptions(row.GetString(4)),
        CreatedUtc = row.GetUtc(5),
    };

    private static MigrationException NotFound(StoreSession session, string name) => CatalogError.NotFound(
        ErrorIds.ProjectNotFound,
        $"There is no project '{name}'.",
        name,
        session.Query("SELECT name FROM project", static row => row.GetString(0)),
        "There are no projects yet: New-ArchiveMigrationProject makes one.");
}

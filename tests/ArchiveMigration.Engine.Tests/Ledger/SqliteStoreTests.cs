using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;
using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Tests.Ledger;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly StoreFolder folder = new();

    [Fact]
    public void A_store_and_its_folder_are_made_where_they_are_missing()
    {
        folder.OpenWithProject().Dispose();

        Assert.Equal("Merger", Assert.Single(folder.Open().Catalog.GetProjects()).Name);
    }

    [Fact]
    public void Only_the_owner_can_read_a_new_store()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        folder.OpenWithProject();

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(Path.GetDirectoryName(folder.StorePath)!) & others);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(folder.StorePath)!))
        {
            Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(file) & others);
        }
    }

    [Fact]
    public void A_store_of_a_newer_version_is_refused_with_both_versions()
    {
        folder.Open().Dispose();
        Sql(folder.StorePath, "PRAGMA user_version = 4711");

        var error = Assert.Throws<MigrationException>(folder.Open);

        Assert.Equal(ErrorIds.StoreTooNew, error.ErrorId);
        Assert.Contains("4711", error.Message, StringComparison.Ordinal);
        Assert.Contains($"up to {StoreSchema.Version}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.StorePath)!);
        File.WriteAllText(folder.StorePath, new string('x', 5000));

        var error = Assert.Throws<MigrationException>(folder.Open);

        Assert.Equal(ErrorIds.StoreNotUsable, error.ErrorId);
        Assert.Contains(folder.StorePath, error.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), File.ReadAllText(folder.StorePath));
    }

    [Fact]
    public void Another_programs_database_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.StorePath)!);
        Sql(folder.StorePath, "CREATE TABLE theirs (x)");

        Assert.Equal(ErrorIds.StoreNotUsable, Assert.Throws<MigrationException>(folder.Open).ErrorId);
        Assert.Equal("theirs", Sql(folder.StorePath, "SELECT group_concat(name) FROM sqlite_schema"));
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_refused_with_a_remedy()
    {
        Directory.CreateDirectory(folder.StorePath);

        var error = Assert.Throws<MigrationException>(folder.Open);

        Assert.Equal(ErrorIds.StoreNotUsable, error.ErrorId);
        Assert.NotNull(error.Remedy);
    }

    [Fact]
    public void A_damaged_store_is_told_as_such()
    {
        folder.OpenWithProject().Dispose();
        using (var file = File.OpenWrite(folder.StorePath))
        {
            file.Position = 4096;
            file.Write(new byte[file.Length - 4096]);
        }

        var error = Assert.Throws<MigrationException>(() => folder.Open().Catalog.GetProjects());

        Assert.Equal(ErrorIds.StoreNotUsable, error.ErrorId);
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 5, ErrorIds.StoreInUse)]
    [InlineData(6, 262, ErrorIds.StoreInUse)]
    [InlineData(8, 8, ErrorIds.StoreNotUsable)]
    [InlineData(10, 266, ErrorIds.StoreNotUsable)]
    [InlineData(10, 4874, ErrorIds.StoreFull)]
    [InlineData(13, 13, ErrorIds.StoreFull)]
    [InlineData(14, 14, ErrorIds.StoreNotUsable)]
    public void Every_failure_of_the_database_becomes_one_of_ours_with_path_and_remedy(int code, int extendedCode, string errorId)
    {
        var error = StoreFailure.From(new SqliteException("reason", code, extendedCode), "/data/migrations.db");

        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal("/data/migrations.db", error.Target);
        Assert.Contains("/data/migrations.db", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Remedy);
    }

    [Fact]
    public void A_full_disk_is_told_and_what_was_there_is_kept()
    {
        folder.OpenWithProject().Dispose();
        using var database = new StoreDatabase(folder.StorePath);
        database.Write(session => session.Scalar("PRAGMA max_page_count = 1"));

        var error = Assert.Throws<MigrationException>(() => database.Write(session => session.Execute("UPDATE project SET customer = printf('%.*c', 1000000, 'x')")));

        Assert.Equal(ErrorIds.StoreFull, error.ErrorId);
        Assert.Equal(1L, database.Read(session => session.Scalar("SELECT count(*) FROM project WHERE customer IS NULL")));
        database.Write(session => session.Scalar("PRAGMA max_page_count = 100000"));
        Assert.Equal(1, database.Write(session => session.Execute("UPDATE project SET customer = 'Contoso'")));
    }

    [Fact]
    public void Somebody_elses_long_write_is_told_as_a_store_in_use()
    {
        folder.OpenWithProject();
        using var other = new SqliteConnection($"Data Source={folder.StorePath};Pooling=False");
        other.Open();
        using var begin = other.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        using var database = new StoreDatabase(folder.StorePath, busyTimeout: TimeSpan.FromMilliseconds(1));

        var error = Assert.Throws<MigrationException>(() => database.Write(session => session.Execute("DELETE FROM project")));

        Assert.Equal(ErrorIds.StoreInUse, error.ErrorId);
        Assert.True(error.IsTransient);
        Assert.Equal(1L, database.Read(session => session.Scalar("SELECT count(*) FROM project")));
    }

    [Fact]
    public void Readers_see_the_last_commit_while_a_writer_is_at_work()
    {
        var store = folder.OpenWithProject();
        using var database = new StoreDatabase(folder.StorePath);

        database.Write(session =>
        {
            session.Execute("DELETE FROM project");
            Assert.Single(store.Catalog.GetProjects());
            return true;
        });

        Assert.Empty(store.Catalog.GetProjects());
    }

    [Fact]
    public void Every_older_format_is_brought_up_to_date_with_its_content()
    {
        for (var version = 1; version < StoreSchema.Version; version++)
        {
            var path = Path.Combine(folder.Root, $"{version}.db");
            File.Create(path).Dispose();
            using (var session = new StoreSession(path, TimeSpan.FromSeconds(1), ""))
            {
                StoreSchema.BringUpToDate(session, path, version);
                session.Run("INSERT INTO endpoint (name, name_key, tenant_id, client_id, cloud, sign_in) VALUES ('Old', 'OLD', 't', 'c', '{}', 'DeviceCode')");
            }

            using var database = new StoreDatabase(path);
            Assert.Equal((long)StoreSchema.Version, database.Read(session => session.Scalar("PRAGMA user_version")));
            Assert.Equal("Old", database.Read(session => session.Scalar("SELECT name FROM endpoint")));
        }
    }

    [Fact]
    public void Counts_of_an_older_store_are_kept_by_folder_from_then_on()
    {
        var path = Path.Combine(folder.Root, "old.db");
        File.Create(path).Dispose();
        using (var session = new StoreSession(path, TimeSpan.FromSeconds(1), ""))
        {
            StoreSchema.BringUpToDate(session, path, 10);
            session.Run("INSERT INTO removed_user VALUES (9)");
            foreach (var (user, inFolder, size) in new[] { (1, 1, 10), (1, 1, 20), (1, 2, 40), (9, 3, 80) })
            {
                session.Run($"INSERT INTO item (user_id, folder_key, disposition, category, changed, gone, class_key, shard_key, size, id_hash, source_id) VALUES ({user}, {inFolder}, 1, 0, 0, 0, 1, 1, {size}, 1, 'x')");
            }
        }

        using var database = new StoreDatabase(path);
        database.Write(session => session.Execute("UPDATE item SET disposition = 4 WHERE size = 20"));

        Assert.Equal(
            [(1, 1, 1, 10), (1, 4, 1, 20), (2, 1, 1, 40)],
            database.Read(session => session.Query("SELECT folder_key, disposition, count, size FROM tally ORDER BY 1, 2", static row => (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)))));
    }

    [Fact]
    public void What_rules_left_out_in_an_older_store_is_counted_once_and_kept_from_then_on()
    {
        var path = Path.Combine(folder.Root, "old.db");
        File.Create(path).Dispose();
        using (var session = new StoreSession(path, TimeSpan.FromSeconds(1), ""))
        {
            StoreSchema.BringUpToDate(session, path, 20);
            session.Run(
                """
                INSERT INTO endpoint (endpoint_id, name, name_key, tenant_id, client_id, cloud, sign_in) VALUES (1, 'E', 'E', 't', 'c', '{}', 'DeviceCode');
                INSERT INTO project (project_id, name, name_key, source_id, destination_id, options, created_utc) VALUES (1, 'P', 'P', 1, 1, '{}', 0);
                INSERT INTO user (user_id, project_id, source_address, source_key, destination_address, destination_key, status, added_utc) VALUES (1, 1, 'a', 'A', 'b', 'B', 'Queued', 0);
                INSERT INTO removed_user VALUES (9);
                """);
            foreach (var (item, user, disposition, error, message) in new[] { (1, 1, 3, "'Old'", "NULL"), (2, 1, 3, "'Old'", "NULL"), (3, 1, 3, "'Large'", "NULL"), (4, 1, 4, "'ItemCorrupt'", "'Said.'"), (5, 9, 3, "'Old'", "NULL") })
            {
                session.Run(
                    $"""
                    INSERT INTO item (item_key, user_id, folder_key, disposition, category, changed, gone, class_key, shard_key, size, id_hash, source_id) VALUES ({item}, {user}, 1, {disposition}, 0, 0, 0, 1, 1, {item * 10}, 1, 'x');
                    INSERT INTO outcome (item_key, pass_id, decided_utc, error_id, error_message) VALUES ({item}, 1, 0, {error}, {message});
                    """);
            }
        }

        using var database = new StoreDatabase(path);
        Assert.Equal([new ExclusionTally("Old", 2, 30), new ExclusionTally("Large", 1, 30)], database.Read(session => TallyTable.Exclusions(session, 1)));

        database.Write(session => session.Run("UPDATE item SET size = 25 WHERE item_key = 2; UPDATE item SET disposition = 0 WHERE item_key = 1; DELETE FROM outcome WHERE item_key = 1"));
        Assert.Equal([new ExclusionTally("Large", 1, 30), new ExclusionTally("Old", 1, 25)], database.Read(session => TallyTable.Exclusions(session, 1)));
    }

    [Fact]
    public void A_transaction_that_throws_changes_nothing()
    {
        folder.OpenWithProject();
        using var database = new StoreDatabase(folder.StorePath);

        Assert.Throws<InvalidOperationException>(() => database.Write<int>(session =>
        {
            session.Execute("DELETE FROM project");
            throw new InvalidOperationException();
        }));

        Assert.Equal(1L, database.Read(session => session.Scalar("SELECT count(*) FROM project")));
    }

    public void Dispose() => folder.Dispose();

    private static string? Sql(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}

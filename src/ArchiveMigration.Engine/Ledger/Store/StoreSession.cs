using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>One connection to the store with its prepared statements. Not safe for two threads at once.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PreparedStatement> prepared = new(StringComparer.Ordinal);
    private readonly List<Action> afterCommit = [];

    /// <summary>Opens the file, which must exist.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="busyTimeout">How long a lock of another process is waited for.</param>
    /// <param name="settings">PRAGMA statements to begin with.</param>
    public StoreSession(string path, TimeSpan busyTimeout, string settings)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            // SQLite's own waiting (busy_timeout) backs off better than the library's retries, which come after it and end at once.
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            Run($"PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}; {settings}");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements once, without keeping them prepared.</summary>
    public void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row, or null; the statement is not kept prepared.</summary>
    public object? ScalarOnce(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>A statement for every item, prepared at its first use and kept; the values of its last use are still set.</summary>
    public PreparedStatement Prepared(string sql)
    {
        if (!prepared.TryGetValue(sql, out var statement))
        {
            prepared.Add(sql, statement = new PreparedStatement(connection.Handle!, sql));
        }

        return statement;
    }

    /// <summary>The number of the row that was inserted last.</summary>
    public long LastInserted() => raw.sqlite3_last_insert_rowid(connection.Handle);

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Bound(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
        => Bound(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>All rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        List<T> rows = [];
        ForEach(sql, row => rows.Add(read(row)), values);
        return rows;
    }

    /// <summary>Shows row after row, without keeping them. The same statement must not be used meanwhile.</summary>
    public void ForEach(string sql, Action<SqliteDataReader> show, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        while (reader.Read())
        {
            show(reader);
        }
    }

    /// <summary>Ends the statement that is running, from any thread: it throws as interrupted.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(connection.Handle);

    /// <summary>Has something done in memory once the open transaction is kept; forgotten when it is taken back.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>Keeps the open transaction.</summary>
    public void Commit()
    {
        Run("COMMIT");
        afterCommit.ForEach(static action => action());
        afterCommit.Clear();
    }

    /// <summary>Takes back the open transaction, if SQLite has not done so by itself (it does when the disk is full).</summary>
    public void RollBack()
    {
        afterCommit.Clear();
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            Run("ROLLBACK");
        }
    }

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
        {
            statement.Dispose();
        }

        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Bound(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!statements.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in values)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            }

            statements.Add(sql, command);
        }

        for (var index = 0; index < values.Length; index++)
        {
            Debug.Assert(command.Parameters[index].ParameterName == values[index].Name, "A statement takes its values in the order of its first use.");
            command.Parameters[index].Value = values[index].Value ?? DBNull.Value;
        }

        return command;
    }
}

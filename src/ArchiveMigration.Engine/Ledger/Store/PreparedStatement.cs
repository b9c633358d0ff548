using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// A statement that is run for every item: it goes straight to SQLite and sets its values by number, where a command of the library
/// looks up each value's name each time, which took more time than SQLite itself.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly sqlite3 connection;
    private readonly sqlite3_stmt statement;

    public PreparedStatement(sqlite3 connection, string sql)
    {
        this.connection = connection;
        Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    /// <summary>Sets ?1, ?2, … .</summary>
    public PreparedStatement Set(int number, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, number, value));
        return this;
    }

    /// <inheritdoc cref="Set(int, long)"/>
    public PreparedStatement Set(int number, long? value) => value is { } present ? Set(number, present) : SetNull(number);

    /// <inheritdoc cref="Set(int, long)"/>
    public PreparedStatement Set(int number, string? value)
    {
        if (value is null)
        {
            return SetNull(number);
        }

        Check(raw.sqlite3_bind_text(statement, number, value));
        return this;
    }

    /// <inheritdoc cref="Set(int, long)"/>
    public PreparedStatement Set(int number, byte[]? value)
    {
        if (value is null)
        {
            return SetNull(number);
        }

        Check(raw.sqlite3_bind_blob(statement, number, value));
        return this;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    /// <returns>The number of rows it changed.</returns>
    public int Execute()
    {
        _ = Step();
        Check(raw.sqlite3_reset(statement));
        return raw.sqlite3_changes(connection);
    }

    /// <summary>Runs a query that gives at most one row of numbers.</summary>
    /// <param name="first">The first column, when there is a row.</param>
    /// <param name="second">The second column, when there is a row.</param>
    /// <returns>Whether there is a row.</returns>
    public bool TryRead(out long first, out long second)
    {
        var found = Step();
        first = found ? raw.sqlite3_column_int64(statement, 0) : 0;
        second = found ? raw.sqlite3_column_int64(statement, 1) : 0;
        Check(raw.sqlite3_reset(statement));
        return found;
    }

    public void Dispose() => statement.Dispose();

    private PreparedStatement SetNull(int number)
    {
        Check(raw.sqlite3_bind_null(statement, number));
        return this;
    }

    private bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return result == raw.SQLITE_ROW;
        }

        // Resets too: a statement left in the middle would hold its transaction open.
        var failure = Failure(result);
        _ = raw.sqlite3_reset(statement);
        throw failure;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Failure(result);
        }
    }

    private SqliteException Failure(int result)
        => new(raw.sqlite3_errmsg(connection).utf8_to_string(), result, raw.sqlite3_extended_errcode(connection));
}

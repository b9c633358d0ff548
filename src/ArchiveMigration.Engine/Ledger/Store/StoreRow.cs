using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>How columns become values of ours.</summary>
internal static class StoreRow
{
    public static string? GetText(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static byte[]? GetBytes(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    public static int GetCount(this SqliteDataReader row, int column) => row.IsDBNull(column) ? 0 : row.GetInt32(column);

    public static DateTimeOffset GetUtc(this SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? GetUtcOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetUtc(column);

    public static T GetName<T>(this SqliteDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column));
}

using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Tells every failure of the database file in the administrator's words. The codes are those of sqlite.org/rescode.html.</summary>
internal static class StoreFailure
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>SQLITE_IOERR_SHMSIZE: the shared index beside the database could not grow, which in practice is a full disk.</summary>
    private const int SharedIndexCannotGrow = 4874;

    public static MigrationException From(SqliteException failure, string path) => failure.SqliteErrorCode switch
    {
        Busy or Locked => new MigrationException(ErrorIds.StoreInUse, MigrationErrorKind.Busy, $"Another process is writing to the store '{path}' and did not finish in time.", failure)
        {
            Target = path,
            Remedy = "Try again in a moment. If it lasts, see which other session works with this store.",
            IsTransient = true,
        },
        Full => DiskFull(path, failure),
        InputOutput when failure.SqliteExtendedErrorCode == SharedIndexCannotGrow => DiskFull(path, failure),
        NotADatabase => Unusable(path, $"'{path}' is not a database.", "Name another file, or move this one away: a new store is made in its place.", failure),
        Corrupt => Unusable(
            path,
            $"The store '{path}' is damaged.",
            "Restore it from a backup, or move it away with its -wal and -shm files and describe the project anew: what is at the destination already is found there and is not copied again.",
            failure),
        ReadOnly => Unusable(path, $"The store '{path}' can only be read.", "Give this account the right to write to the file and to its folder.", failure),
        CannotOpen => Unusable(path, $"The store '{path}' cannot be opened.", "See that the path names a file (not a folder), that the disk is there and that this account may read and write in its folder.", failure),
        _ => Unusable(
            path,
            $"The store '{path}' cannot be used: {failure.Message}",
            "See that the disk is there and healthy, and that the store is on a local disk and not on a network share.",
            failure),
    };

    /// <summary>For failures of the file system around the database.</summary>
    public static MigrationException From(Exception failure, string path) => failure is SqliteException database
        ? From(database, path)
        : Unusable(path, $"The store '{path}' cannot be opened: {failure.Message}", "See that the path is right and that this account may read and write there.", failure);

    public static MigrationException Unusable(string path, string message, string remedy, Exception? failure = null)
        => new(ErrorIds.StoreNotUsable, MigrationErrorKind.Store, message, failure) { Target = path, Remedy = remedy };

    private static MigrationException DiskFull(string path, SqliteException failure)
        => new(ErrorIds.StoreFull, MigrationErrorKind.Store, $"The disk that holds the store '{path}' is full. What was recorded before is kept.", failure)
        {
            Target = path,
            Remedy = "Free some space and start again: the run continues where it was.",
        };
}

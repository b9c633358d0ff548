using System.Globalization;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// The right to run migrations on a store: an exclusive open file beside the database. The operating system closes it when the process
/// ends in whatever way, so a dead runner holds nothing. Who holds it stands in the database, where anybody can read it; on Unix nobody
/// can open a file that .NET holds exclusively, not even to read.
/// </summary>
internal sealed class RunnerHold : IDisposable
{
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int WindowsLockViolation = unchecked((int)0x80070021);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    // Somebody who looks whether the store is held has the file open for an instant.
    private const int Tries = 6;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(10);

    private readonly StoreDatabase database;
    private readonly FileStream file;
    private bool disposed;

    private RunnerHold(StoreDatabase database, FileStream file)
    {
        this.database = database;
        this.file = file;
    }

    /// <summary>Takes the hold.</summary>
    /// <exception cref="MigrationException">StoreInUse: another runner has it.</exception>
    public static RunnerHold Take(StoreDatabase database, string description, TimeProvider time)
    {
        var hold = new RunnerHold(database, OpenAlone(database));
        try
        {
            database.Write(session =>
            {
                session.Execute("DELETE FROM runner");
                return session.Execute(
                    "INSERT INTO runner VALUES ($process, $machine, $account, $description, $since)",
                    ("$process", Environment.ProcessId),
                    ("$machine", Environment.MachineName),
                    ("$account", Environment.UserName),
                    ("$description", description),
                    ("$since", time.GetUtcNow().UtcTicks));
            });
            return hold;
        }
        catch
        {
            hold.file.Dispose();
            throw;
        }
    }

    /// <summary>Who holds the store now, or null.</summary>
    public static StoreRunner? Current(StoreDatabase database)
    {
        try
        {
            using var free = new FileStream(FilePath(database), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return null;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException failure) when (IsHeldElsewhere(failure))
        {
            return database.Read(Holder) ?? new StoreRunner(0, "unknown", "unknown", "a run that is just starting", DateTimeOffset.MinValue);
        }
    }

    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        try
        {
            database.Write(static session => session.Execute("DELETE FROM runner"));
        }
        catch (Exception failure) when (failure is MigrationException or ObjectDisposedException)
        {
            // The row is only a name plate: it counts for nothing once the file is free.
        }
        finally
        {
            // The file stays: deleting a lock file lets two others lock different files of one name.
            file.Dispose();
        }
    }

    private static string FilePath(StoreDatabase database) => database.Path + ".run";

    private static FileStream OpenAlone(StoreDatabase database)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return StoreFile.OpenOwned(FilePath(database), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException failure) when (IsHeldElsewhere(failure))
            {
                if (attempt == Tries)
                {
                    throw InUse(database, failure);
                }

                Thread.Sleep(BetweenTries);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw StoreFailure.From(failure, FilePath(database));
            }
        }
    }

    private static MigrationException InUse(StoreDatabase database, IOException failure)
    {
        var who = database.Read(Holder) is { } holder
            ? $"process {holder.ProcessId} on {holder.Machine} ({holder.Account}), since {holder.SinceUtc.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC: {holder.Description}"
            : "a run that is just starting";
        return new MigrationException(ErrorIds.StoreInUse, MigrationErrorKind.Busy, $"Migrations of the store '{database.Path}' are being run already by {who}.", failure)
        {
            Target = database.Path,
            Remedy = "Wait until it ends or stop it there. One run can migrate many users at once; a second one needs a store of its own.",
        };
    }

    private static StoreRunner? Holder(StoreSession session) => session.Query(
        "SELECT process_id, machine, account, description, since_utc FROM runner",
        static row => new StoreRunner(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetUtc(4))).FirstOrDefault();

    private static bool IsHeldElsewhere(IOException failure)
        => failure.HResult is WindowsSharingViolation or WindowsLockViolation or LinuxWouldBlock or MacWouldBlock;
}

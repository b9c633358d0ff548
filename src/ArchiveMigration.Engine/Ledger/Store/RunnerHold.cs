using System.Globalization;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// The right to run migrations on a store: an exclusive open file beside the database. The operating system closes it when the process
/// ends in whatever way, so a dead runner holds nothing. Who holds it stands in the database, where anybody can read it; on Unix nobody
/// can open a file that .NET holds exclusively, not even to read. Where such locks do not work, <see cref="RunnerPlate"/> stands in.
/// </summary>
internal sealed class RunnerHold : IDisposable
{
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int WindowsLockViolation = unchecked((int)0x80070021);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    // Somebody who looks whether the store is held has the file open for an instant.
    /// <summary>So often it is tried while a living runner has its plate up.</summary>
    private const int TriesAgainstRunner = 6;

    /// <summary>So often while there is none: then it is somebody who only looks, or a runner that starts or ends at this moment.</summary>
    private const int TriesAgainstOthers = 300;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(10);

    private readonly StoreDatabase database;
    private readonly FileStream file;
    private readonly TimeProvider time;
    private readonly string id = Guid.NewGuid().ToString("N");
    private bool disposed;

    private RunnerHold(StoreDatabase database, FileStream file, TimeProvider time)
    {
        this.database = database;
        this.file = file;
        this.time = time;
    }

    /// <summary>Takes the hold. A dead runner's is taken over.</summary>
    /// <exception cref="MigrationException">StoreInUse: another runner has it.</exception>
    public static RunnerHold Take(StoreDatabase database, string description, string? project, TimeProvider time)
    {
        var hold = new RunnerHold(database, OpenAlone(database, time), time);
        try
        {
            database.Write(session => hold.PutPlate(session, description, project));
            return hold;
        }
        catch
        {
            RunnerPlate.Lower(hold.id);
            hold.file.Dispose();
            throw;
        }
    }

    /// <summary>Who holds the store now, or null.</summary>
    public static StoreRunner? Current(StoreDatabase database, TimeProvider time)
    {
        try
        {
            using var free = new FileStream(FilePath(database), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Witness();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Witness();
        }
        catch (IOException failure) when (IsHeldElsewhere(failure))
        {
            return database.Read(RunnerTable.Read)?.Runner ?? new StoreRunner(0, "unknown", "unknown", "a run that is just starting", DateTimeOffset.MinValue);
        }

        StoreRunner? Witness() => database.Read(RunnerTable.Read) is { } plate && plate.MayBeAlive(time.GetUtcNow()) ? plate.Runner : null;
    }

    /// <summary>Gives a sign of life.</summary>
    /// <returns>Whether the hold is still ours.</returns>
    public bool Beat() => database.Write(session => RunnerTable.Beat(session, id, time.GetUtcNow()), synced: false);

    /// <summary>What was asked of this run since the last call; whoever asked sees that it was heard.</summary>
    public IReadOnlyList<StopRequest> TakeStopRequests()
    {
        // Mostly there is none, and a reader holds nobody up.
        var open = database.Read(session => StopRequestTable.Open(session, id));
        if (open.Count > 0)
        {
            database.Write(session => open.ForEach(request => StopRequestTable.Take(session, request.Id)), synced: false);
        }

        return open;
    }

    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        RunnerPlate.Lower(id);
        try
        {
            database.Write(session => RunnerTable.Remove(session, id));
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

    private bool PutPlate(StoreSession session, string description, string? project)
    {
        var now = time.GetUtcNow();
        if (RunnerTable.Read(session) is { } other && other.MayBeAlive(now))
        {
            throw InUse(database, other, null);
        }

        var runner = new StoreRunner(Environment.ProcessId, Environment.MachineName, Environment.UserName, description, now) { HoldId = id, Project = project };
        RunnerTable.Put(session, new RunnerPlate(runner, RunningProcess.OwnStartUtc, now));
        RunnerPlate.Raise(id);
        return true;
    }

    private static string FilePath(StoreDatabase database) => database.Path + ".run";

    private static FileStream OpenAlone(StoreDatabase database, TimeProvider time)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return StoreFile.OpenOwned(FilePath(database), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException failure) when (IsHeldElsewhere(failure))
            {
                var plate = database.Read(RunnerTable.Read);
                var isRunning = plate?.MayBeAlive(time.GetUtcNow()) == true;
                if (attempt >= (isRunning ? TriesAgainstRunner : TriesAgainstOthers))
                {
                    throw InUse(database, plate, failure);
                }

                Thread.Sleep(BetweenTries);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw StoreFailure.From(failure, FilePath(database));
            }
        }
    }

    private static MigrationException InUse(StoreDatabase database, RunnerPlate? plate, IOException? failure)
    {
        var who = plate?.Runner is { } holder
            ? $"process {holder.ProcessId} on {holder.Machine} ({holder.Account}), since {holder.SinceUtc.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC: {holder.Description}"
            : "a run that is just starting";
        return new MigrationException(ErrorIds.StoreInUse, MigrationErrorKind.Busy, $"Migrations of the store '{database.Path}' are being run already by {who}.", failure)
        {
            Target = database.Path,
            Remedy = "Wait until it ends, or end it with Stop-ArchiveMigration. A process that died on another machine is given up 90 seconds after its last sign of life. One run can migrate many users at once; a second one needs a store of its own.",
        };
    }

    private static bool IsHeldElsewhere(IOException failure)
        => failure.HResult is WindowsSharingViolation or WindowsLockViolation or LinuxWouldBlock or MacWouldBlock;
}

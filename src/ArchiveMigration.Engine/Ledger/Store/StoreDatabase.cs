using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// The connections to one database file: a single writer, used by one caller at a time, and as many readers as are asked for.
/// In write-ahead mode readers see the last commit and neither wait for the writer nor hold it up, in this process or another.
/// </summary>
internal sealed class StoreDatabase : IDisposable
{
    /// <summary>
    /// 32 MiB of log before it is written back: pages that many transactions touch, such as those of the item indexes, are then written
    /// back once. The log file is cut to twice that when it is reused.
    /// </summary>
    private const string WriterSettings = "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192; PRAGMA journal_size_limit = 67108864;";

    private const string ReaderSettings = "PRAGMA query_only = ON; PRAGMA cache_size = -8192;";

    private static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentBag<StoreSession> readers = [];
    private readonly TimeSpan busyTimeout;
    private readonly StoreSession writer;
    private bool writerIsSynced;
    private volatile bool disposed;

    /// <summary>Opens the file, making it and bringing it to the present schema where needed.</summary>
    public StoreDatabase(string path, TimeSpan? busyTimeout = null)
    {
        this.busyTimeout = busyTimeout ?? DefaultBusyTimeout;
        try
        {
            Path = StoreFile.Resolve(path);
            StoreFile.Prepare(Path);
            writer = new StoreSession(Path, this.busyTimeout, settings: "");
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw StoreFailure.From(failure, path);
        }

        try
        {
            StoreSchema.BringUpToDate(writer, Path);
            writer.Run(WriterSettings);
        }
        catch (SqliteException failure)
        {
            writer.Dispose();
            throw StoreFailure.From(failure, Path);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Reads from one consistent state of the store.</summary>
    public T Read<T>(Func<StoreSession, T> work)
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(SqliteStore));
        try
        {
            if (!readers.TryTake(out var reader))
            {
                reader = new StoreSession(Path, busyTimeout, ReaderSettings);
            }

            try
            {
                reader.Run("BEGIN");
                var result = work(reader);
                reader.Commit();
                return result;
            }
            finally
            {
                GiveBack(reader);
            }
        }
        catch (SqliteException failure)
        {
            throw StoreFailure.From(failure, Path);
        }
    }

    /// <summary>Does work in one transaction: all of it is kept, or, when it throws, nothing.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="synced">
    /// Whether it must outlast a loss of power too, which costs a disk sync: so for what only the administrator can tell us.
    /// What a run records is kept when the process is killed; the last moments before a loss of power are found again at the destination.
    /// </param>
    public T Write<T>(Func<StoreSession, T> work, bool synced = true)
    {
        gate.Wait();
        try
        {
            return WriteAlone(work, synced);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc cref="Write{T}(Func{StoreSession, T}, bool)"/>
    public void Write(Action<StoreSession> work, bool synced = true) => Write(AsFunction(work), synced);

    /// <inheritdoc cref="Write{T}(Func{StoreSession, T}, bool)"/>
    public Task WriteAsync(Action<StoreSession> work, bool synced, CancellationToken cancellationToken) => WriteAsync(AsFunction(work), synced, cancellationToken);

    /// <inheritdoc cref="Write{T}(Func{StoreSession, T}, bool)"/>
    public async Task<T> WriteAsync<T>(Func<StoreSession, T> work, bool synced, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return WriteAlone(work, synced);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        gate.Wait();
        try
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            while (readers.TryTake(out var reader))
            {
                reader.Dispose();
            }

            // The last connection that closes writes the log back into the database.
            writer.Dispose();
        }
        finally
        {
            gate.Release();
        }
    }

    private static Func<StoreSession, bool> AsFunction(Action<StoreSession> work) => session =>
    {
        work(session);
        return true;
    };

    private T WriteAlone<T>(Func<StoreSession, T> work, bool synced)
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(SqliteStore));
        try
        {
            if (synced != writerIsSynced)
            {
                writer.Run(synced ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
                writerIsSynced = synced;
            }

            writer.Run("BEGIN IMMEDIATE");
            try
            {
                var result = work(writer);
                writer.Commit();
                return result;
            }
            catch
            {
                writer.RollBack();
                throw;
            }
        }
        catch (SqliteException failure)
        {
            throw StoreFailure.From(failure, Path);
        }
    }

    private void GiveBack(StoreSession reader)
    {
        reader.RollBack();
        readers.Add(reader);
        if (disposed && readers.TryTake(out var late))
        {
            late.Dispose();
        }
    }
}

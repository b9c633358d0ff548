using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Mailboxes;
using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Where both listings of one user are kept while they are compared: a temporary file beside the store, so that memory stays the same however
/// many items there are. Pages may come from several threads; everything else is one caller's.
/// </summary>
internal sealed class ProofStore : IDisposable
{
    private const string Mark = ".proof-";

    private readonly object gate = new();
    private readonly StoreSession session;
    private readonly PreparedStatement addSource;
    private readonly PreparedStatement addDestination;

    private readonly KeyHash keys;
    private readonly Func<int, MailboxItem, string?> ruleOf;

    private ProofStore(string path, KeyHash keys, Func<int, MailboxItem, string?> ruleOf)
    {
        this.keys = keys;
        this.ruleOf = ruleOf;
        Path = path;
        session = new StoreSession(path, TimeSpan.FromSeconds(1), ProofTables.Settings);
        session.Run(ProofTables.Schema);
        session.Run("BEGIN");
        addSource = session.Prepared(
            "INSERT INTO source (pair, key, class, keyed, id, folder, shard, size, state, ledger, reason, item_id, second) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?11, 0, ?12, ?9, ?10)");
        addDestination = session.Prepared("INSERT INTO destination (pair, key, class, id, shard, size, created, item_id, second) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Message classes; they are compared regardless of case, as Exchange does.</summary>
    public NumberedNames Classes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Mailboxes and shards of both sides.</summary>
    public NumberedNames Shards { get; } = new(StringComparer.Ordinal);

    /// <summary>Error ids and rules.</summary>
    public NumberedNames Reasons { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes the file, readable by its owner only.</summary>
    /// <exception cref="MigrationException">StoreFull, StoreNotUsable.</exception>
    /// <param name="storePath">The store beside which it is made.</param>
    /// <param name="isStable">Whether keys shall come to the same numbers in every proof.</param>
    /// <param name="ruleOf">The rule that leaves an item of a source folder out, or null.</param>
    public static ProofStore Open(string storePath, bool isStable, Func<int, MailboxItem, string?> ruleOf)
    {
        var path = $"{storePath}{Mark}{Guid.NewGuid():N}";
        try
        {
            StoreFile.OpenOwned(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
            return new ProofStore(path, new KeyHash(isStable), ruleOf);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw StoreFailure.From(failure, path);
        }
    }

    /// <summary>Takes away what proofs on this store left behind whose process was killed.</summary>
    public static void RemoveLeftBehind(string storePath)
    {
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(storePath)!, $"{System.IO.Path.GetFileName(storePath)}{Mark}*"))
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // In nobody's way; the next proof tries again.
            }
        }
    }

    /// <summary>The number by which an item is matched: of its search key; without one its second key; without that what stands for its id.</summary>
    public long KeyOf(MailboxItem item) => item.SearchKey is { } key ? keys.Of(key) : item.SecondKey ?? KeyOfId(item.Id);

    /// <summary>Whether nothing but an id tells which copy is an item's.</summary>
    public static bool HasNoKey(MailboxItem item) => item.SearchKey is null && item.SecondKey is null;

    /// <summary>The hash that stands for the key of an item without any.</summary>
    public static long KeyOfId(string id) => ProofHash.Of($"id:{id}");

    /// <summary>An item in numbers.</summary>
    public ListedRow RowOf(MailboxItem item, int folder, bool isSource)
    {
        var shard = Shards.NumberOf(item.ShardId);
        return new ListedRow
        {
            Key = KeyOf(item),
            Second = item.SecondKey ?? 0,
            HasSecond = item.SecondKey is not null,
            Id = isSource ? KnownItem.HashOf(item) : ProofHash.Quick(item.Id, shard),
            Size = item.Size,
            Created = item.CreatedUtc?.UtcTicks ?? 0,
            Folder = folder,
            Shard = shard,
            Class = Classes.NumberOf(item.ItemClass),
            Rule = isSource && ruleOf(folder, item) is { } rule ? (short)(1 + Reasons.NumberOf(rule)) : (short)0,
            Keyed = (byte)(item.SearchKey is not null ? ProofTables.BySearchKey : item.SecondKey is not null ? ProofTables.BySecondKey : ProofTables.ByRecord),
        };
    }

    /// <summary>Keeps a page of a source folder in the tables.</summary>
    /// <param name="folder">The folder's number.</param>
    /// <param name="pair">Its counterpart's.</param>
    /// <param name="page">The items.</param>
    /// <param name="keepsId">Which items will be asked for again, so that their ids are kept too.</param>
    public void AddSource(int folder, int pair, IReadOnlyList<MailboxItem> page, Func<MailboxItem, long, bool> keepsId) => Locked(() =>
    {
        foreach (var item in page)
        {
            var row = RowOf(item, folder, isSource: true);
            Insert(in row, pair, keepsId(item, row.Key) ? item.Id : null);
        }
    });

    /// <summary>Keeps a page of a destination folder in the tables.</summary>
    public void AddDestination(int folder, IReadOnlyList<MailboxItem> page, Func<MailboxItem, long, bool> keepsId) => Locked(() =>
    {
        foreach (var item in page)
        {
            var row = RowOf(item, folder, isSource: false);
            Insert(in row, keepsId(item, row.Key) ? item.Id : null);
        }
    });

    /// <summary>Keeps rows of some folders in the tables.</summary>
    public void Add(ReadOnlySpan<ListedRow> rows, IReadOnlySet<int> folders, Func<int, int> pairOf, bool isSource)
    {
        lock (gate)
        {
            try
            {
                foreach (ref readonly var row in rows)
                {
                    if (!folders.Contains(row.Folder))
                    {
                        continue;
                    }

                    if (isSource)
                    {
                        Insert(in row, pairOf(row.Folder), id: null);
                    }
                    else
                    {
                        Insert(in row, id: null);
                    }
                }
            }
            catch (SqliteException failure)
            {
                throw StoreFailure.From(failure, Path);
            }
        }
    }

    /// <summary>Works on the tables; what runs is broken off when the proof is stopped.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <exception cref="MigrationException">StoreFull, StoreNotUsable.</exception>
    public T Work<T>(Func<StoreSession, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stopping = cancellationToken.UnsafeRegister(static session => ((StoreSession)session!).Interrupt(), session);
        try
        {
            return Locked(() => work(session));
        }
        catch (MigrationException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <inheritdoc cref="Work{T}(Func{StoreSession, T}, CancellationToken)"/>
    public void Work(Action<StoreSession> work, CancellationToken cancellationToken) => Work(
        session =>
        {
            work(session);
            return true;
        },
        cancellationToken);

    /// <summary>Closes and deletes the file.</summary>
    public void Dispose()
    {
        session.Dispose();
        File.Delete(Path);
    }

    private void Insert(in ListedRow row, int pair, string? id) => addSource
        .Set(1, pair).Set(2, row.Key).Set(3, row.Class).Set(4, row.Keyed).Set(5, row.Id).Set(6, row.Folder).Set(7, row.Shard).Set(8, row.Size).Set(9, id)
        .Set(10, row.HasSecond ? row.Second : null).Set(11, row.Rule > 0 ? ProofTables.Excluded : ProofTables.Unknown).Set(12, row.Rule).Execute();

    private void Insert(in ListedRow row, string? id) => addDestination
        .Set(1, row.Folder).Set(2, row.Key).Set(3, row.Class).Set(4, row.Id).Set(5, row.Shard).Set(6, row.Size).Set(7, row.Created == 0 ? null : row.Created).Set(8, id)
        .Set(9, row.HasSecond ? row.Second : null).Execute();

    private void Locked(Action work) => Locked(() =>
    {
        work();
        return true;
    });

    private T Locked<T>(Func<T> work)
    {
        lock (gate)
        {
            try
            {
                return work();
            }
            catch (SqliteException failure)
            {
                throw StoreFailure.From(failure, Path);
            }
        }
    }
}

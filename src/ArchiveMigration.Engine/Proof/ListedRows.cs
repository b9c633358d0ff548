using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// One side's listing, written away row after row as it comes, with a digest of each folder. Where the digests of both sides agree nobody looks at the rows again;
/// those of the other folders are read back into the tables.
/// </summary>
internal sealed class ListedRows : IDisposable
{
    private const int RowsAtOnce = 4096;

    private readonly ProofStore store;
    private readonly bool isSource;
    private readonly string path;
    private readonly FileStream file;
    private readonly object gate = new();

    private ListedRows(ProofStore store, bool isSource, string path)
    {
        (this.store, this.isSource, this.path) = (store, isSource, path);
        file = StoreFile.OpenOwned(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Each folder's digest, by its number.</summary>
    public Dictionary<int, FolderDigest> Folders { get; } = [];

    /// <summary>Makes the file, readable by its owner only.</summary>
    /// <exception cref="MigrationException">StoreNotUsable.</exception>
    public static ListedRows Open(ProofStore store, bool isSource)
    {
        var path = $"{store.Path}.{(isSource ? "source" : "destination")}";
        try
        {
            return new ListedRows(store, isSource, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.From(failure, path);
        }
    }

    /// <summary>Writes a page away.</summary>
    public void Add(int folder, IReadOnlyList<MailboxItem> page)
    {
        var rows = new ListedRow[page.Count];
        for (var index = 0; index < rows.Length; index++)
        {
            rows[index] = store.RowOf(page[index], folder, isSource);
        }

        lock (gate)
        {
            if (!Folders.TryGetValue(folder, out var digest))
            {
                Folders.Add(folder, digest = new FolderDigest());
            }

            digest.Add(rows);

            try
            {
                file.Write(MemoryMarshal.AsBytes(rows.AsSpan()));
            }
            catch (IOException failure)
            {
                throw StoreFailure.From(failure, path);
            }
        }
    }

    /// <summary>Reads the rows of some folders into the tables.</summary>
    public void ReadBack(IReadOnlySet<int> folders, Func<int, int> pairOf, CancellationToken cancellationToken)
    {
        var rows = new ListedRow[RowsAtOnce];
        var bytes = RowsAtOnce * Unsafe.SizeOf<ListedRow>();
        file.Position = 0;
        for (int count; (count = file.ReadAtLeast(MemoryMarshal.AsBytes(rows.AsSpan()), bytes, throwOnEndOfStream: false) / Unsafe.SizeOf<ListedRow>()) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            store.Add(rows.AsSpan(0, count), folders, pairOf, isSource);
        }
    }

    public void Dispose()
    {
        file.Dispose();
        File.Delete(path);
    }
}

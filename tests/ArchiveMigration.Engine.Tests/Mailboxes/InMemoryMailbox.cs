using System.Runtime.CompilerServices;
using System.Text;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.FastTransfer.Items;

namespace ArchiveMigration.Engine.Tests.Mailboxes;

/// <summary>A mailbox in memory behind the engine's seam, with every trouble a test may ask for.</summary>
internal sealed class InMemoryMailbox(string address, MailboxKind kind) : IMailbox, IDisposable
{
    private static readonly byte[] ItemStart = [1, 0, 0, 0, 8, 0, 0, 0];

    private readonly object gate = new();
    private readonly List<MailboxFolder> folders = [];
    private readonly List<StoredItem> items = [];
    private readonly HashSet<string> leftOut = [];
    private int numbers;
    private int listedPages;
    private int importsInFlight;
    private SemaphoreSlim exportGate = new(int.MaxValue);

    public string Address => address;

    public MailboxKind Kind => kind;

    public string MailboxId => $"MBX:{address}";

    /// <summary>Called before an item is exported; may throw, or return an error to answer with.</summary>
    public Func<MailboxItem, MigrationException?> OnExport { get; set; } = _ => null;

    /// <summary>The subject of an item.</summary>
    public Func<MailboxFolder, MailboxItem, string?> OnSubject { get; set; } = (_, _) => null;

    /// <summary>Gives the text that an export of the item holds; its own unless told otherwise.</summary>
    public Func<StoredItem, string> OnContent { get; set; } = static stored => stored.Base64;

    public MailboxPace Pace { get; set; } = MailboxPace.Unlimited;

    /// <summary>Called when room for an upload of so many bytes is asked for; the answer may take its time.</summary>
    public Func<long, Task<UploadRoom?>> OnKeepRoom { get; set; } = _ => Task.FromResult<UploadRoom?>(null);

    /// <summary>Called before an item is stored; may throw. The text is what would be stored.</summary>
    public Func<string, Task> OnImport { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called after an item was stored; may throw: the lost answer.</summary>
    public Action<string> OnImported { get; set; } = _ => { };

    /// <summary>Called when a folder's items are listed.</summary>
    public Action OnList { get; set; } = () => { };

    /// <summary>Exports that may be open at once; further ones wait, as they do at Exchange's gate.</summary>
    public int MostExportsAtOnce
    {
        set => exportGate = new SemaphoreSlim(value);
    }

    public int ImportCount { get; private set; }

    /// <summary>Pages of whole items that were asked for, three items each.</summary>
    public int ListedPages => listedPages;

    /// <summary>Called before a folder is made; may throw.</summary>
    public Action OnCreateFolder { get; set; } = () => { };

    /// <summary>How often folders or items were listed.</summary>
    public int ListingCount { get; private set; }

    public int MostImportsAtOnce { get; private set; }

    public List<int> ExportBatchSizes { get; } = [];

    public IReadOnlyList<StoredItem> Items
    {
        get
        {
            lock (gate)
            {
                return items.ToArray();
            }
        }
    }

    public IReadOnlyList<MailboxFolder> Folders
    {
        get
        {
            lock (gate)
            {
                return folders.ToArray();
            }
        }
    }

    public MailboxFolder AddFolder(string name, MailboxFolder? parent = null, string folderClass = "IPF.Note", int itemCount = 0)
    {
        lock (gate)
        {
            var escaped = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal);
            var folder = new MailboxFolder
            {
                Id = $"{address}/f{++numbers}",
                ParentId = parent?.Id,
                Name = name,
                Path = parent is null ? escaped : $"{parent.Path}/{escaped}",
                FolderClass = folderClass,
                ItemCount = itemCount,
            };
            folders.Add(folder);
            return folder;
        }
    }

    /// <summary>The message class that an imported text has.</summary>
    public Func<string, string> ClassOf { get; set; } = _ => "IPM.Note";

    /// <summary>
    /// Adds an item. Its text is also its search key, up to a '|' if there is one (copies that differ share the key), but for "keyless" items; "dated" ones have a second key.
    /// </summary>
    public StoredItem AddItem(
        MailboxFolder folder, string text, byte[]? searchKey = null, string itemClass = "IPM.Note", long? size = null, string? shard = null, DateTimeOffset? created = null) => AddItem(
        folder,
        Encoding.UTF8.GetBytes(text),
        searchKey ?? (text.Contains("keyless", StringComparison.Ordinal) ? null : Encoding.UTF8.GetBytes(text.Split('|')[0])),
        itemClass,
        size ?? text.Length,
        shard,
        created,
        text.Contains("dated", StringComparison.Ordinal) ? SecondKey.Of(itemClass, text, $"<{text}>", null, null) : null);

    /// <summary>Adds an item as Exchange exports it, with the search key that it holds.</summary>
    public StoredItem AddItem(MailboxFolder folder, byte[] item, long? size = null, DateTimeOffset? created = null) => AddItem(
        folder,
        item,
        ItemSummary.Read(item).SearchKey is { Length: > 0 } key ? key.ToArray() : null,
        ItemSummary.Read(item).MessageClass ?? "IPM.Note",
        size ?? item.Length,
        shard: null,
        created);

    private StoredItem AddItem(MailboxFolder folder, byte[] content, byte[]? searchKey, string itemClass, long size, string? shard, DateTimeOffset? created, long? secondKey = null)
    {
        lock (gate)
        {
            var stored = new StoredItem(folder.Id, Convert.ToBase64String(content), new MailboxItem
            {
                Id = $"{address}/i{++numbers}",
                ShardId = shard ?? MailboxId,
                ItemClass = itemClass,
                Size = size,
                SearchKey = searchKey,
                SecondKey = secondKey,
                LastModifiedUtc = DateTimeOffset.UnixEpoch,
                CreatedUtc = created,
                ChangeKey = "1",
            });
            items.Add(stored);
            return stored;
        }
    }

    public void Remove(StoredItem item)
    {
        lock (gate)
        {
            items.Remove(item);
        }
    }

    /// <summary>Puts other content, class or place in an item's stead; what is not named stays.</summary>
    public void Alter(
        StoredItem item, string? text = null, string? itemClass = null, MailboxFolder? folder = null, long? secondKey = null, DateTimeOffset? lastModified = null, string? changeKey = null, byte[]? content = null, DateTimeOffset? dated = null)
    {
        lock (gate)
        {
            items[items.IndexOf(item)] = new StoredItem(
                folder?.Id ?? item.FolderId,
                (content ?? (text is null ? null : Encoding.UTF8.GetBytes(text))) is { } bytes ? Convert.ToBase64String(bytes) : item.Base64,
                item.Item with { ItemClass = itemClass ?? item.Item.ItemClass, SecondKey = secondKey ?? item.Item.SecondKey, LastModifiedUtc = lastModified ?? item.Item.LastModifiedUtc, ChangeKey = changeKey ?? item.Item.ChangeKey, DatedUtc = dated ?? item.Item.DatedUtc });
        }
    }

    /// <summary>Puts another item in an item's place, under the same id.</summary>
    public void ReplaceKey(StoredItem item, byte[] searchKey)
    {
        lock (gate)
        {
            items[items.IndexOf(item)] = item with { Item = item.Item with { SearchKey = searchKey } };
        }
    }

    /// <summary>Moves a folder's items to another shard, where each has another id.</summary>
    public void MoveToShard(MailboxFolder folder, string shardId)
    {
        lock (gate)
        {
            for (var index = 0; index < items.Count; index++)
            {
                var item = items[index];
                if (item.FolderId == folder.Id)
                {
                    items[index] = item with { Item = item.Item with { Id = $"{address}/i{++numbers}", ShardId = shardId } };
                }
            }
        }
    }

    /// <summary>The next listing leaves the item out, as happens when something before it is deleted while pages are read.</summary>
    public void LeaveOutOnce(StoredItem item) => leftOut.Add(item.Item.Id);

    /// <summary>Gives a folder another name; its id stays.</summary>
    public void Rename(MailboxFolder folder, string name)
    {
        lock (gate)
        {
            for (var index = 0; index < folders.Count; index++)
            {
                var path = folders[index].Path;
                folders[index] = folders[index] with
                {
                    Name = folders[index].Id == folder.Id ? name : folders[index].Name,
                    Path = path == folder.Path ? name : path.StartsWith(folder.Path + "/", StringComparison.Ordinal) ? name + path[folder.Path.Length..] : path,
                };
            }
        }
    }

    /// <summary>Deletes a folder with its items.</summary>
    public void Remove(MailboxFolder folder)
    {
        lock (gate)
        {
            folders.Remove(folder);
            items.RemoveAll(item => item.FolderId == folder.Id);
        }
    }

    public async IAsyncEnumerable<MailboxFolder> ListFoldersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ListingCount++;
        await Task.Yield();
        foreach (var folder in Folders)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return folder;
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<MailboxItem>> ListItemsAsync(MailboxFolder folder, DateTimeOffset? changedAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ListingCount++;
        await Task.Yield();
        OnList();
        foreach (var page in Items.Where(item => item.FolderId == folder.Id && !leftOut.Remove(item.Item.Id)).Select(item => item.Item)
            .Where(item => changedAfter is null || item.LastModifiedUtc > changedAfter).Chunk(3))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Interlocked.Increment(ref listedPages);
            yield return page;
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<ItemVersion>> ListVersionsAsync(MailboxFolder folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        OnList();
        yield return [.. Items.Where(item => item.FolderId == folder.Id && !leftOut.Remove(item.Item.Id)).Select(item => new ItemVersion(item.Item.Id, item.Item.ShardId, item.Item.ChangeKey))];
    }

    public Task<MailboxFolder> CreateFolderAsync(MailboxFolder? parent, string name, string folderClass, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var there = folders.Find(folder => folder.ParentId == parent?.Id && string.Equals(folder.Name, name, StringComparison.OrdinalIgnoreCase));
            if (there is null)
            {
                OnCreateFolder();
            }

            return Task.FromResult(there ?? AddFolder(name, parent, folderClass));
        }
    }

    public async IAsyncEnumerable<ExportedItem> ExportAsync(IReadOnlyList<MailboxItem> asked, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ExportBatchSizes.Add(asked.Count);
        }

        await exportGate.WaitAsync(cancellationToken);
        try
        {
            foreach (var item in asked)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (OnExport(item) is { } error)
                {
                    yield return new ExportedItem(item, error);
                    continue;
                }

                var stored = Items.FirstOrDefault(candidate => candidate.Item.Id == item.Id);
                yield return stored is null
                    ? new ExportedItem(item, new MigrationException(ErrorIds.ItemNotFound, MigrationErrorKind.NotFound, "gone"))
                    : new ExportedItem(item, new MemoryStream(Encoding.ASCII.GetBytes(OnContent(stored))));
            }
        }
        finally
        {
            exportGate.Release();
        }
    }

    public Task<UploadRoom?> KeepUploadRoomAsync(MailboxFolder folder, long bytes, CancellationToken cancellationToken) => OnKeepRoom(bytes).WaitAsync(cancellationToken);

    public async Task<ImportedItem> ImportAsync(MailboxFolder folder, ItemContent content, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ImportCount++;
            MostImportsAtOnce = Math.Max(MostImportsAtOnce, ++importsInFlight);
        }

        try
        {
            using var body = new MemoryStream();
            await content.CopyToAsync(body, cancellationToken);
            Assert.True(content.Length is null || content.Length == body.Length);
            var bytes = Convert.FromBase64String(Encoding.ASCII.GetString(body.ToArray()));
            var text = Encoding.UTF8.GetString(bytes);
            await OnImport(text).WaitAsync(cancellationToken);
            var now = DateTimeOffset.UtcNow;
            var stored = bytes.AsSpan().StartsWith(ItemStart) && IsWhole(bytes) ? AddItem(folder, bytes, created: now) : AddItem(folder, text, itemClass: ClassOf(text), created: now);
            OnImported(text);
            return new ImportedItem(stored.Item.Id, "1", MailboxId);
        }
        finally
        {
            lock (gate)
            {
                importsInFlight--;
            }
        }
    }

    private static bool IsWhole(byte[] item)
    {
        try
        {
            return ItemSummary.Read(item).Length == item.Length;
        }
        catch (FastTransferFormatException)
        {
            return false;
        }
    }

    public async Task<ImportedItem> UpdateAsync(MailboxFolder folder, ImportedItem existing, ItemContent content, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await content.CopyToAsync(body, cancellationToken);
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(Encoding.ASCII.GetString(body.ToArray())));
        await OnImport(text).WaitAsync(cancellationToken);
        lock (gate)
        {
            var there = items.Find(item => item.FolderId == folder.Id && item.Item.Id == existing.Id && item.Item.ChangeKey == existing.ChangeKey)
                ?? throw new MigrationException(ErrorIds.DestinationItemChanged, MigrationErrorKind.InvalidData, "Another version.");
            Alter(there, text, changeKey: existing.ChangeKey + "+");
            return new ImportedItem(existing.Id, existing.ChangeKey + "+", MailboxId);
        }
    }

    /// <summary>Called before an item is deleted; may throw.</summary>
    public Func<string, Task> OnDelete { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called after an item was deleted; may throw: the lost answer.</summary>
    public Action<string> OnDeleted { get; set; } = _ => { };

    /// <summary>Called before a folder is deleted; may throw.</summary>
    public Action<MailboxFolder> OnDeleteFolder { get; set; } = _ => { };

    public Task<MailboxItem?> FindItemAsync(MailboxFolder folder, string itemId, CancellationToken cancellationToken) =>
        Task.FromResult(Items.FirstOrDefault(item => item.FolderId == folder.Id && item.Item.Id == itemId)?.Item);

    public async Task<bool> DeleteItemAsync(MailboxFolder folder, string itemId, bool permanently, CancellationToken cancellationToken)
    {
        await OnDelete(itemId).WaitAsync(cancellationToken);
        lock (gate)
        {
            if (items.RemoveAll(item => item.FolderId == folder.Id && item.Item.Id == itemId) == 0)
            {
                return false;
            }
        }

        OnDeleted(itemId);
        return true;
    }

    public Task<bool> DeleteFolderAsync(MailboxFolder folder, CancellationToken cancellationToken)
    {
        OnDeleteFolder(folder);
        lock (gate)
        {
            Assert.DoesNotContain(items, item => item.FolderId == folder.Id);
            return Task.FromResult(folders.RemoveAll(known => known.Id == folder.Id) > 0);
        }
    }

    public void Dispose() => exportGate.Dispose();

    public Task<string?> ReadSubjectAsync(MailboxFolder folder, MailboxItem item, CancellationToken cancellationToken) => Task.FromResult(OnSubject(folder, item));

    public Task ProbeExportAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ProbeImportAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An item as the mailbox keeps it.</summary>
    internal sealed record StoredItem(string FolderId, string Base64, MailboxItem Item)
    {
        public byte[] Bytes => Convert.FromBase64String(Base64);

        public string Text => Encoding.UTF8.GetString(Convert.FromBase64String(Base64));
    }
}

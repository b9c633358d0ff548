using System.Buffers.Binary;

namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>
/// The items of one folder. Serial numbers are given in order of arrival and never again; rows of seeded items cost
/// nothing but their recipe. All members are safe for concurrent callers.
/// </summary>
public sealed class FolderItems
{
    private readonly Lock gate = new();
    private readonly List<Row> rows = [];
    private readonly Dictionary<int, long> removed = [];
    private readonly Dictionary<int, StoredItem> replaced = [];
    private readonly Dictionary<int, (IItemSource Source, long Version)> edited = [];
    private readonly HashSet<int> corrupt = [];
    private ImportedItems? open;
    private int next;
    private (string Query, long Version, int[] Serials)? kept;
    private (long Version, int[] Serials) all = (-1, []);

    /// <summary>Grows with every change of the folder's content.</summary>
    public long Version { get; private set; }

    /// <summary>The number of items that are there.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return next - removed.Count;
            }
        }
    }

    /// <summary>Bytes of all items as the store reports them; walks them all.</summary>
    public long Size => Serials().Sum(serial => Find(serial)?.Facts.Size ?? 0);

    /// <summary>Adds a row of items, as if they had arrived now. Returns the serial number of the first.</summary>
    public int Add(IItemSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        lock (gate)
        {
            var first = next;
            rows.Add(new Row(first, source, ++Version));
            next += source.Count;
            open = null;
            return first;
        }
    }

    /// <summary>Adds an imported item. Returns its serial number.</summary>
    public int Add(StoredItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        lock (gate)
        {
            Version++;
            if (open is null)
            {
                open = new ImportedItems();
                rows.Add(new Row(next, open, Version));
            }

            open.Add(item with { Version = Version });
            return next++;
        }
    }

    /// <summary>Puts new content in an item's place; false when the item is not there.</summary>
    public bool Replace(int serial, StoredItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        lock (gate)
        {
            if (!IsThere(serial))
            {
                return false;
            }

            edited.Remove(serial);
            replaced[serial] = item with { Version = ++Version };
            return true;
        }
    }

    /// <summary>Puts another made item in an item's place, as when its owner edits it; false when the item is not there.</summary>
    /// <param name="serial">The item.</param>
    /// <param name="source">A row whose first item it becomes.</param>
    public bool Replace(int serial, IItemSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        lock (gate)
        {
            if (!IsThere(serial))
            {
                return false;
            }

            replaced.Remove(serial);
            edited[serial] = (source, ++Version);
            return true;
        }
    }

    /// <summary>Deletes an item; false when it is not there.</summary>
    public bool Remove(int serial)
    {
        lock (gate)
        {
            if (!IsThere(serial))
            {
                return false;
            }

            removed.Add(serial, ++Version);
            return true;
        }
    }

    /// <summary>From now on the item is listed but its export answers ErrorItemCorrupt.</summary>
    public void MarkCorrupt(int serial)
    {
        lock (gate)
        {
            corrupt.Add(serial);
        }
    }

    public FolderItem? Find(int serial)
    {
        Row row;
        StoredItem? stored;
        bool isCorrupt;
        lock (gate)
        {
            if (!IsThere(serial))
            {
                return null;
            }

            isCorrupt = corrupt.Contains(serial);
            if (edited.TryGetValue(serial, out var edit))
            {
                return new FolderItem(serial, edit.Source.Describe(0), ChangeKey(serial, edit.Version), edit.Version, edit.Source, 0, isCorrupt);
            }

            row = rows[RowOf(serial)];
            if (!replaced.TryGetValue(serial, out stored) && row.Source is ImportedItems imported)
            {
                stored = imported[serial - row.First];
            }
        }

        return stored is null
            ? new FolderItem(serial, row.Source.Describe(serial - row.First), ChangeKey(serial, row.Version), row.Version, row.Source, serial - row.First, isCorrupt)
            : new FolderItem(serial, stored.Facts, ChangeKey(serial, stored.Version), stored.Version, new ImportedItems(stored), 0, isCorrupt);
    }

    /// <summary>Serial numbers of all items, oldest first.</summary>
    public IReadOnlyList<int> Serials()
    {
        lock (gate)
        {
            return removed.Count == 0 ? new SerialRange(next) : All();
        }
    }

    /// <summary>
    /// Serial numbers of the items that a query lets through, in its order. The last answer is kept under
    /// <paramref name="query"/>, as pages ask for the same again and again.
    /// </summary>
    internal IReadOnlyList<int> Serials(string query, Func<FolderItem, bool>? accepts, Comparison<FolderItem>? order)
    {
        long version;
        lock (gate)
        {
            if (kept is { } last && last.Query == query && last.Version == Version)
            {
                return last.Serials;
            }

            version = Version;
        }

        var items = Serials().Select(Find).OfType<FolderItem>();
        if (accepts is not null)
        {
            items = items.Where(accepts);
        }

        if (order is not null)
        {
            items = items.Order(Comparer<FolderItem>.Create(order));
        }

        int[] serials = [.. items.Select(item => item.Serial)];
        lock (gate)
        {
            kept = (query, version, serials);
        }

        return serials;
    }

    /// <summary>What changed after a version: items new or replaced, and serial numbers deleted.</summary>
    public (IReadOnlyList<int> Changed, IReadOnlyList<int> Removed) ChangesSince(long version)
    {
        var changed = Serials().Where(serial => Find(serial)?.Version > version).ToList();
        lock (gate)
        {
            return (changed, [.. removed.Where(pair => pair.Value > version).Select(pair => pair.Key).Order()]);
        }
    }

    private static string ChangeKey(int serial, long version)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes, 0x09000000);
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], serial);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], version);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Kept until the folder changes, because pages ask for it again and again.</summary>
    private int[] All()
    {
        if (all.Version != Version)
        {
            all = (Version, [.. Enumerable.Range(0, next).Where(serial => !removed.ContainsKey(serial))]);
        }

        return all.Serials;
    }

    private bool IsThere(int serial) => serial >= 0 && serial < next && !removed.ContainsKey(serial);

    private int RowOf(int serial)
    {
        int low = 0, high = rows.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = rows[middle].First <= serial ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private readonly record struct Row(int First, IItemSource Source, long Version);
}

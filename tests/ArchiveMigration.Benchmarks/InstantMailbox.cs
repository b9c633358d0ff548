using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// A mailbox of one folder that answers at once, so that what is timed is ours alone. Items are made of their numbers and cost nothing to keep; what is imported
/// is remembered by its number.
/// </summary>
internal sealed class InstantMailbox(string address, int mostItems) : IMailbox
{
    private const int PageSize = 250;
    private const int VersionsInPage = 999;
    private const int ContentLength = 300;

    // Ids as long as Exchange's: most of one is the same in one folder.
    private const string IdStart = "AAMkADAwATNiZmYAZC1hNmJiAC0yNDE0LTAwAi0wMAoARgAAA0Z2zVQ8pUJMhO2m0WkE3gcHAJ1zVQ8pUJMhO2m0WkE3gcAAAIBDAAAAJ1zVQ8pUJMhO2m0WkE3gcAAA";

    private readonly object gate = new();
    private readonly List<int> numbers = new(mostItems);
    private readonly List<MailboxFolder> folders = [];
    private readonly HashSet<int> deleted = [];

    public string Address => address;

    public MailboxKind Kind => MailboxKind.Archive;

    public string MailboxId => $"MBX:{address}";

    /// <summary>The items that are there.</summary>
    public int Count => numbers.Count - deleted.Count;

    /// <summary>When the last page of whole items was given.</summary>
    public long ListedAt { get; private set; }

    /// <summary>When the first export after that was asked for; 0 = none yet.</summary>
    public long ExportedAt { get; private set; }

    /// <summary>Puts so many items more into the folder.</summary>
    public void Fill(int count)
    {
        folders.Add(new MailboxFolder { Id = "F", Name = "All", Path = "All" });
        Add(count);
    }

    /// <summary>Puts so many items more into the folder, and forgets when it was exported from.</summary>
    public void Add(int count)
    {
        numbers.AddRange(Enumerable.Range(numbers.Count, count));
        ExportedAt = 0;
    }

    public async IAsyncEnumerable<MailboxFolder> ListFoldersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var folder in folders.ToArray())
        {
            yield return folder with { ItemCount = Count };
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<MailboxItem>> ListItemsAsync(MailboxFolder folder, DateTimeOffset? changedAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var first = changedAfter is { } time ? (int)(time - DateTimeOffset.UnixEpoch).TotalSeconds + 1 : 0;
        for (var at = first; at < numbers.Count; at += PageSize)
        {
            yield return Page(at, PageSize, Describe);
        }

        ListedAt = TimeProvider.System.GetTimestamp();
    }

    public async IAsyncEnumerable<IReadOnlyList<ItemVersion>> ListVersionsAsync(MailboxFolder folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        for (var at = 0; at < numbers.Count; at += VersionsInPage)
        {
            yield return Page(at, VersionsInPage, number => new ItemVersion(IdOf(number), MailboxId, "v1"));
        }
    }

    public Task<MailboxFolder> CreateFolderAsync(MailboxFolder? parent, string name, string folderClass, CancellationToken cancellationToken)
    {
        folders.Add(new MailboxFolder { Id = "F", Name = name, Path = name });
        return Task.FromResult(folders[^1]);
    }

    public async IAsyncEnumerable<ExportedItem> ExportAsync(IReadOnlyList<MailboxItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        lock (gate)
        {
            ExportedAt = ExportedAt == 0 ? TimeProvider.System.GetTimestamp() : ExportedAt;
        }

        foreach (var item in items)
        {
            yield return new ExportedItem(item, new MemoryStream(Content(NumberOf(item.Id))));
        }
    }

    public async Task<ImportedItem> ImportAsync(MailboxFolder folder, ItemContent content, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream(ContentLength);
        await content.CopyToAsync(text, cancellationToken);
        var number = MemoryMarshal.Read<int>(Convert.FromBase64String(System.Text.Encoding.ASCII.GetString(text.GetBuffer().AsSpan(0, 8))));
        lock (gate)
        {
            numbers.Add(number);
        }

        return new ImportedItem(IdOf(number), "v1", MailboxId);
    }

    public Task<bool> DeleteItemAsync(MailboxFolder folder, string itemId, bool permanently, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(deleted.Add(NumberOf(itemId)));
        }
    }

    public Task<bool> DeleteFolderAsync(MailboxFolder folder, CancellationToken cancellationToken) => Task.FromResult(folders.RemoveAll(known => known.Id == folder.Id) > 0);

    public Task ProbeExportAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ProbeImportAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string IdOf(int number) => IdStart + number.ToString("D10", CultureInfo.InvariantCulture);

    private static int NumberOf(string id) => int.Parse(id.AsSpan(IdStart.Length), CultureInfo.InvariantCulture);

    private static byte[] Content(int number)
    {
        var item = new byte[ContentLength / 4 * 3];
        MemoryMarshal.Write(item, in number);
        return System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(item));
    }

    private List<T> Page<T>(int from, int size, Func<int, T> make)
    {
        lock (gate)
        {
            var made = new List<T>(size);
            foreach (var number in CollectionsMarshal.AsSpan(numbers).Slice(from, Math.Min(size, numbers.Count - from)))
            {
                if (!deleted.Contains(number))
                {
                    made.Add(make(number));
                }
            }

            return made;
        }
    }

    private MailboxItem Describe(int number)
    {
        // As scattered as real keys are: a run of them would be kinder to indexes.
        var key = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(key, unchecked((ulong)number * 0x9E3779B97F4A7C15));
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(8), number);
        return new MailboxItem
        {
            Id = IdOf(number),
            ShardId = MailboxId,
            ItemClass = "IPM.Note",
            Size = ContentLength,
            SearchKey = key,
            SecondKey = number,
            ChangeKey = "v1",
            LastModifiedUtc = DateTimeOffset.UnixEpoch.AddSeconds(number),
            CreatedUtc = DateTimeOffset.UnixEpoch.AddSeconds(number),
        };
    }
}

using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Listing;

/// <summary>Lists a folder's items, one page in memory at a time.</summary>
internal sealed class ItemListing(MailboxCalls calls, FolderListing folders)
{
    private const int PageSize = 250;

    /// <summary>999 entries is the most that Graph gives in a page.</summary>
    private const string VersionQuery = "$select=id,changeKey&$top=999";

    /// <summary>The search key, and what an item without one is recognised by.</summary>
    private static readonly string Keys = Uri.EscapeDataString(string.Join(
        " or ",
        new[] { ExtendedProperty.SearchKey, ExtendedProperty.Subject, ExtendedProperty.MessageId, ExtendedProperty.SubmitTime, ExtendedProperty.DeliveryTime }.Select(id => $"id eq '{id}'")));

    private static readonly string Selection =
        $"$select=id,changeKey,createdDateTime,lastModifiedDateTime,size,type&$expand=singleValueExtendedProperties($filter={Keys})";

    private readonly PagedListing<GraphItem> pages = new(calls, ListingJson.Default.GraphPageGraphItem, item => item.Id);

    public async IAsyncEnumerable<IReadOnlyList<MailboxItem>> ListAsync(
        MailboxFolder folder, DateTimeOffset? changedAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int? promised = changedAfter is null ? folder.ItemCount : null;
        await foreach (PagedListing<GraphItem>.Page page in ReadAsync(folder, Query(PageSize, changedAfter), promised, cancellationToken).ConfigureAwait(false))
        {
            yield return [.. page.Entries.Select(item => ToItem(item, page.Source.MailboxId))];
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<ItemVersion>> ListVersionsAsync(MailboxFolder folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (PagedListing<GraphItem>.Page page in ReadAsync(folder, VersionQuery, folder.ItemCount, cancellationToken).ConfigureAwait(false))
        {
            yield return [.. page.Entries.Select(item => new ItemVersion(item.Id!, page.Source.MailboxId, item.ChangeKey))];
        }
    }

    private IAsyncEnumerable<PagedListing<GraphItem>.Page> ReadAsync(MailboxFolder folder, string query, int? promised, CancellationToken cancellationToken)
    {
        return pages.ReadAsync(GraphOperation.ListItems, version => calls.Folder(version, folder.Id, "/items"), query, promised, LocateAsync, cancellationToken);

        // The id may be one that an auxiliary archive gave in an earlier run, and only the tree tells in which one it is valid.
        async Task<bool> LocateAsync(CancellationToken token)
        {
            if (calls.Kind == MailboxKind.Archive && calls.ShardOf(folder.Id) == calls.MailboxId)
            {
                await folders.LearnShardsAsync(token).ConfigureAwait(false);
            }

            return calls.ShardOf(folder.Id) != calls.MailboxId;
        }
    }

    /// <summary>
    /// How many items are larger than a size, found by a filter; null when the service refuses the filter or pays no heed to it: that it takes one on the size is documented nowhere.
    /// </summary>
    public async Task<int?> CountLargerAsync(MailboxFolder folder, long bytes, CancellationToken cancellationToken)
    {
        string query = string.Create(CultureInfo.InvariantCulture, $"$select=id,size&$top=250&$filter=size%20gt%20{bytes}");
        int count = 0;
        try
        {
            await foreach (PagedListing<GraphItem>.Page page in ReadAsync(folder, query, null, cancellationToken).ConfigureAwait(false))
            {
                if (page.Entries.Any(item => item.Size is null || item.Size <= bytes))
                {
                    return null;
                }

                count += page.Entries.Count;
            }
        }
        catch (ServiceRefusedException refused) when (refused.Failure.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotImplemented)
        {
            return null;
        }

        return count;
    }

    /// <summary>Reads one item; null when it is not there.</summary>
    public async Task<MailboxItem?> FindAsync(MailboxFolder folder, string itemId, CancellationToken cancellationToken)
    {
        string tail = "/items/" + Uri.EscapeDataString(itemId);
        try
        {
            GraphJson.Read<GraphItem> read = await calls.Version.SendAsync(version => calls.Json.SendAsync(
                calls.To(HttpMethod.Get, GraphOperation.ListItems, calls.Folder(version, folder.Id, tail), Selection),
                ListingJson.Default.GraphItem,
                item => !string.IsNullOrEmpty(item.Id),
                cancellationToken)).ConfigureAwait(false);
            return ToItem(read.Value, read.Source?.MailboxId ?? calls.MailboxId);
        }
        catch (ServiceRefusedException gone) when (gone.Failure.Mentions("ErrorItemNotFound") || gone.Failure.Mentions("ErrorInvalidIdMalformed"))
        {
            return null;
        }
    }

    /// <summary>The subject of one item: a listing's entry has none, so it is asked for as a property.</summary>
    public async Task<string?> ReadSubjectAsync(MailboxFolder folder, MailboxItem item, CancellationToken cancellationToken)
    {
        string query = $"$select=id&$expand=singleValueExtendedProperties($filter={Uri.EscapeDataString($"id eq '{ExtendedProperty.Subject}'")})";
        GraphJson.Read<GraphItem> read = await calls.Version.SendAsync(version => calls.Json.SendAsync(
            calls.To(HttpMethod.Get, GraphOperation.ListItems, calls.Folder(version, folder.Id, $"/items/{Uri.EscapeDataString(item.Id)}"), query),
            ListingJson.Default.GraphItem,
            found => found.Id is not null,
            cancellationToken)).ConfigureAwait(false);
        return ExtendedProperty.Find(read.Value.SingleValueExtendedProperties, ExtendedProperty.Subject);
    }

    /// <summary>Asks for one item of a folder, to see whether it may be asked for.</summary>
    public async Task ProbeAsync(MailboxFolder folder, CancellationToken cancellationToken) =>
        await calls.Version.SendAsync(version => calls.Json.SendAsync(
            calls.To(HttpMethod.Get, GraphOperation.ListItems, calls.Folder(version, folder.Id, "/items"), Query(1, null)),
            ListingJson.Default.GraphPageGraphItem,
            page => page.Value is not null,
            cancellationToken)).ConfigureAwait(false);

    /// <summary>The query of a listing.</summary>
    public static string Query(int pageSize, DateTimeOffset? changedAfter)
    {
        string query = string.Create(CultureInfo.InvariantCulture, $"{Selection}&$top={pageSize}");

        // The service filters with fractions of a second, so the time is written with all of them: never rounded up.
        return changedAfter is { } since
            ? query + "&$filter=" + Uri.EscapeDataString("lastModifiedDateTime gt " + since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture))
            : query;
    }

    private static MailboxItem ToItem(GraphItem item, string shardId)
    {
        string itemClass = string.IsNullOrEmpty(item.Type) ? "IPM.Note" : item.Type;
        return new MailboxItem
        {
            Id = item.Id!,
            ShardId = shardId,
            ItemClass = itemClass,
            Size = item.Size ?? 0,
            SearchKey = ReadSearchKey(item),
            SecondKey = ReadSecondKey(item, itemClass),
            LastModifiedUtc = item.LastModifiedDateTime?.ToUniversalTime(),
            DatedUtc = ReadTime(item, ExtendedProperty.DeliveryTime) ?? ReadTime(item, ExtendedProperty.SubmitTime),
            CreatedUtc = item.CreatedDateTime?.ToUniversalTime(),
            ChangeKey = item.ChangeKey,
        };
    }

    private static long? ReadSecondKey(GraphItem item, string itemClass) => SecondKey.Of(
        itemClass,
        ExtendedProperty.Find(item.SingleValueExtendedProperties, ExtendedProperty.Subject),
        ExtendedProperty.Find(item.SingleValueExtendedProperties, ExtendedProperty.MessageId),
        ReadTime(item, ExtendedProperty.SubmitTime),
        ReadTime(item, ExtendedProperty.DeliveryTime));

    private static DateTimeOffset? ReadTime(GraphItem item, string property) =>
        DateTimeOffset.TryParse(
            ExtendedProperty.Find(item.SingleValueExtendedProperties, property), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : null;

    private static byte[]? ReadSearchKey(GraphItem item)
    {
        string? text = ExtendedProperty.Find(item.SingleValueExtendedProperties, ExtendedProperty.SearchKey);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        byte[] key = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, key, out int length) && length > 0 ? key[..length] : null;
    }
}

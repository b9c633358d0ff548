using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>Lists, reads and deletes items.</summary>
internal static class ItemListing
{
    private static readonly string[] FilterFields = ["createdDateTime", "lastModifiedDateTime", "receivedDateTime", "type"];

    public static Task AnswerAsync(MailboxCall call)
    {
        var query = call.Graph.Query;
        query.Refuse("$search", "$skiptoken", "$deltatoken");
        var folder = call.Folder();
        var extended = ExtendedPropertyId.ParseExpand(query.Expand);
        return Paging.AnswerAsync(call, $"folders('{Uri.EscapeDataString(folder.Id)}')/items", Select(call.Behaviour, folder, query), (writer, serial) =>
        {
            // An item may be deleted by another request while the page is written.
            if (folder.Items.Find(serial) is { } item)
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.type", "#microsoft.graph.mailboxItem");
                ItemJson.Write(writer, call, folder, item, extended);
                writer.WriteEndObject();
            }
        });
    }

    public static Task GetAsync(MailboxCall call)
    {
        var (folder, item) = call.Item();
        var extended = ExtendedPropertyId.ParseExpand(call.Graph.Query.Expand);
        return call.Graph.AnswerAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("@odata.context", $"{call.Graph.Root}/$metadata#admin/exchange/mailboxes/{call.Mailbox.GraphId}/folders/items/$entity");
            ItemJson.Write(writer, call, folder, item, extended);
        });
    }

    public static Task DeleteAsync(MailboxCall call)
    {
        var (folder, item) = call.Item();
        if (call.Graph.Query.DisposalType is not ("softDelete" or "hardDelete"))
        {
            throw GraphException.BadRequest("The query parameter 'disposalType' is required: softDelete or hardDelete.");
        }

        if (call.Graph.Query.DisposalType == "hardDelete" && (call.Mailbox.MainArchive ?? call.Mailbox).IsOnHold)
        {
            throw GraphException.AccessDenied();
        }

        if (folder.Items.Remove(item.Serial))
        {
            call.Mailbox.Release(item.Facts.Size);
        }

        call.Graph.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static IReadOnlyList<int> Select(ExchangeBehaviour behaviour, SandboxFolder folder, QueryOptions query)
    {
        if (folder.IsSearchFolder)
        {
            return [];
        }

        var filter = query.Filter is { } text ? ODataFilter.Parse(text, behaviour.FiltersBySize ? [.. FilterFields, "size"] : FilterFields) : null;
        return filter is null && query.OrderBy is null
            ? folder.Items.Serials()
            : folder.Items.Serials(
                $"{query.Filter}\n{query.OrderBy}",
                filter is null ? null : item => filter.Accepts(field => ItemJson.Field(item, field)),
                query.OrderBy is { } order ? Order(order) : null);
    }

    private static Comparison<FolderItem> Order(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var field = Array.Find(FilterFields, known => words.Length is 1 or 2 && known.Equals(words[0], StringComparison.OrdinalIgnoreCase) && known != "type");
        if (field is null || (words.Length == 2 && words[1] is not ("asc" or "desc")))
        {
            throw GraphException.BadRequest($"The $orderby expression '{text}' is not supported.");
        }

        var sign = words is [_, "desc"] ? -1 : 1;
        return (left, right) => sign * Comparer<DateTimeOffset?>.Default.Compare(
            (DateTimeOffset?)ItemJson.Field(left, field), (DateTimeOffset?)ItemJson.Field(right, field));
    }
}

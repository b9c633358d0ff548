using System.Globalization;
using System.Text.Json;
using ArchiveMigration.Sandbox.Faults;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>Pages of a listing by $skip and $top: ten entries unless told otherwise.</summary>
internal static class Paging
{
    public const int DefaultPage = 10;

    /// <summary>Writes value, @odata.count when asked for, and @odata.nextLink when more follows.</summary>
    public static Task AnswerAsync<T>(MailboxCall call, string relative, IReadOnlyList<T> all, Action<Utf8JsonWriter, T> write)
    {
        var query = call.Graph.Query;
        var top = query.Top ?? DefaultPage;
        var isEmpty = call.Graph.Fault?.Kind == FaultKind.EmptyPage;
        return call.Graph.AnswerAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("@odata.context", $"{call.Graph.Root}/$metadata#admin/exchange/mailboxes/{call.Mailbox.GraphId}/{relative}");
            if (query.Count)
            {
                writer.WriteNumber("@odata.count", all.Count);
            }

            writer.WriteStartArray("value");
            var end = isEmpty ? 0 : (int)Math.Min(all.Count, (long)query.Skip + top);
            var skipped = call.Graph.Fault?.Kind == FaultKind.SkippedEntry ? 1 : 0;
            for (var i = query.Skip + skipped; i < end; i++)
            {
                write(writer, all[i]);
            }

            writer.WriteEndArray();
            if (end < all.Count && !isEmpty)
            {
                writer.WriteString("@odata.nextLink", Link(call, relative) + query.With("$skip", end.ToString(CultureInfo.InvariantCulture)));
            }
        });
    }

    /// <summary>A link as Graph writes it: key form, other case than the client used.</summary>
    public static string Link(MailboxCall call, string relative) =>
        $"{call.Graph.Root}/admin/Exchange/mailboxes('{Uri.EscapeDataString(call.Mailbox.GraphId)}')/{relative}";
}

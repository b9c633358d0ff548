using System.Globalization;
using System.Text.Json;
using ArchiveMigration.Sandbox.Faults;
using Microsoft.Extensions.Primitives;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>One page of a delta: entries, removed ids, and the link that goes on.</summary>
internal static class DeltaPage
{
    public static Task AnswerAsync<T>(
        MailboxCall call,
        string relative,
        DeltaToken token,
        IReadOnlyList<T> changed,
        IReadOnlyList<string> removed,
        Action<Utf8JsonWriter, T> write)
    {
        var size = PageSize(call.Graph.Http.Request.Headers["Prefer"]) ?? call.Graph.Query.Top ?? Paging.DefaultPage;
        var total = changed.Count + removed.Count;
        var end = call.Graph.Fault?.Kind == FaultKind.EmptyPage ? token.Skip : (int)Math.Min(total, (long)token.Skip + size);
        return call.Graph.AnswerAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("@odata.context", $"{call.Graph.Root}/$metadata#Collection({relative})");
            writer.WriteStartArray("value");
            for (var i = token.Skip; i < end; i++)
            {
                writer.WriteStartObject();
                if (i < changed.Count)
                {
                    write(writer, changed[i]);
                }
                else
                {
                    writer.WriteStartObject("@removed");
                    writer.WriteString("reason", "deleted");
                    writer.WriteEndObject();
                    writer.WriteString("id", removed[i - changed.Count]);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            var link = Paging.Link(call, relative);
            if (end < total)
            {
                writer.WriteString("@odata.nextLink", $"{link}?$skiptoken={token with { Skip = end }}");
            }
            else
            {
                writer.WriteString("@odata.deltaLink", $"{link}?$deltatoken={token with { Skip = 0 }}");
            }
        });
    }

    /// <summary>Prefer: odata.maxpagesize=200.</summary>
    private static int? PageSize(StringValues prefer)
    {
        const string name = "odata.maxpagesize=";
        foreach (var preference in prefer.SelectMany(value => (value ?? string.Empty).Split(',', StringSplitOptions.TrimEntries)))
        {
            if (preference.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(preference.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)
            {
                return size;
            }
        }

        return null;
    }
}

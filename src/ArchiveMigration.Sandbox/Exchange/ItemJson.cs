using System.Text.Json;
using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>A mailboxItem as Graph writes it.</summary>
internal static class ItemJson
{
    /// <summary>Writes the members into an object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, MailboxCall call, SandboxFolder folder, FolderItem item, IReadOnlyList<ExtendedPropertyId> extended)
    {
        var query = call.Graph.Query;
        writer.WriteString("@odata.etag", $"W/\"{item.ChangeKey}\"");
        writer.WriteString("id", OpaqueId.Item(folder.Mailbox.Id, folder.Number, item.Serial));
        if (query.Selects("createdDateTime"))
        {
            writer.WriteString("createdDateTime", GraphCall.Format(item.Facts.Created));
        }

        if (query.Selects("lastModifiedDateTime"))
        {
            writer.WriteString("lastModifiedDateTime", GraphCall.Format(item.Facts.LastModified));
        }

        if (query.Selects("changeKey"))
        {
            writer.WriteString("changeKey", item.ChangeKey);
        }

        if (query.Selects("categories"))
        {
            writer.WriteStartArray("categories");
            writer.WriteEndArray();
        }

        if (query.Selects("type"))
        {
            writer.WriteString("type", item.Facts.MessageClass);
        }

        if (query.Selects("size"))
        {
            writer.WriteNumber("size", item.Facts.Size);
        }

        ExtendedPropertyJson.Write(writer, extended, id => Value(item, id));
    }

    /// <summary>A field that $filter and $orderby know.</summary>
    public static object? Field(FolderItem item, string field) => field switch
    {
        "createdDateTime" => item.Facts.Created,
        "lastModifiedDateTime" => item.Facts.LastModified,
        "receivedDateTime" => item.Facts.DeliveryTime,
        "type" => item.Facts.MessageClass,
        "size" => item.Facts.Size,
        "String 0x1a" => item.Facts.MessageClass,
        "String 0x37" => item.Facts.Subject,
        _ => null,
    };

    private static string? Value(FolderItem item, ExtendedPropertyId id) => (id.Type, id.Id) switch
    {
        ("Binary", 0x300B) => item.Facts.SearchKey is { } key ? Convert.ToBase64String(key.Span) : null,
        ("String", 0x0037) => item.Facts.Subject,
        ("String", 0x0070) => item.Facts.Subject,
        ("String", 0x001A) => item.Facts.MessageClass,
        ("SystemTime", 0x0E06) => item.Facts.DeliveryTime is { } time ? GraphCall.Format(time) : null,
        ("SystemTime", 0x0039) => item.Facts.Submitted is { } time ? GraphCall.Format(time) : null,
        ("String", 0x1035) => item.Facts.MessageId,
        ("SystemTime", 0x3008) => GraphCall.Format(item.Facts.LastModified),
        ("SystemTime", 0x3007) => GraphCall.Format(item.Facts.Created),
        ("Integer", 0x0E08) => ExtendedPropertyJson.Text(item.Facts.Size),
        _ => null,
    };
}

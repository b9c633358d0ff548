using System.Text;
using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>GET items/delta.</summary>
internal static class ItemDelta
{
    public static Task AnswerAsync(MailboxCall call)
    {
        var folder = call.Folder();
        if (call.Mailbox.IsArchive && call.Behaviour.ItemDeltaBrokenOnArchives)
        {
            return AnswerBrokenAsync(call);
        }

        var filter = call.Graph.Query.Filter is { } text ? ODataFilter.Parse(text, "receivedDateTime") : null;
        var token = DeltaToken.Read(call.Graph.Query, folder.Items.Version);
        var (serials, removed) = folder.Items.ChangesSince(token.Since);
        List<FolderItem> changed = [.. serials
            .Select(folder.Items.Find)
            .OfType<FolderItem>()
            .Where(item => item.Version <= token.Until)
            .Where(item => filter is null || filter.Accepts(field => ItemJson.Field(item, field)))];
        return DeltaPage.AnswerAsync(
            call,
            $"folders('{Uri.EscapeDataString(folder.Id)}')/items/delta",
            token,
            changed,
            token.Since == 0 ? [] : [.. removed.Select(serial => OpaqueId.Item(folder.Mailbox.Id, folder.Number, serial))],
            (writer, item) => ItemJson.Write(writer, call, folder, item, []));
    }

    /// <summary>What was seen on archives: status 200, and a body that ends in the middle.</summary>
    private static Task AnswerBrokenAsync(MailboxCall call)
    {
        call.Graph.Http.Response.ContentType = "application/json";
        var text = $$"""{"@odata.context":"{{call.Graph.Root}}/$metadata#Collection(mailboxItem)","value":[{"@odata.type":"#microsoft.gra""";
        return call.Graph.Http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), call.Graph.Http.RequestAborted).AsTask();
    }
}

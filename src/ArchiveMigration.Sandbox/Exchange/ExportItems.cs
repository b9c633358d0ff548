using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>POST exportItems: up to 20 items as base64, each written straight into the answer.</summary>
internal static class ExportItems
{
    private const int MostItems = 20;

    /// <summary>Item writers block while the client reads; longer items get a thread of their own, so that the pool is not drained.</summary>
    private const long OwnThreadFrom = 512 * 1024;

    /// <summary>What may wait in memory of an item that has its own thread.</summary>
    private const int WaitingOnOwnThread = 256 * 1024;

    /// <summary>What may wait of an item that was taken for short; listings understate some.</summary>
    private const int WaitingOnPool = 8 * 1024 * 1024;

    public static async Task AnswerAsync(MailboxCall call)
    {
        var ids = ReadIds(await call.Graph.ReadBodyAsync());
        var response = call.Graph.Http.Response;
        response.ContentType = "application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8";
        var body = response.BodyWriter;
        Put(body, $$"""{"@odata.context":"{{call.Graph.Root}}/$metadata#Collection(microsoft.graph.exportItemResponse)","value":[""");
        var missing = call.Graph.Fault?.Kind == FaultKind.MissingItems ? ids.Count - 1 : ids.Count;
        for (var i = 0; i < missing; i++)
        {
            if (i > 0)
            {
                Put(body, ",");
            }

            await WriteAsync(call, body, ids[i]);
        }

        Put(body, "]}");
        await body.FlushAsync(call.Graph.Http.RequestAborted);
    }

    private static List<string> ReadIds(JsonElement body)
    {
        var property = body.EnumerateObject().FirstOrDefault(property => property.Name.Equals("itemIds", StringComparison.OrdinalIgnoreCase));
        if (property.Value.ValueKind != JsonValueKind.Array || property.Value.EnumerateArray().Any(id => id.ValueKind != JsonValueKind.String))
        {
            throw GraphException.InvalidRequest("The property 'itemIds' must be a list of item ids.");
        }

        List<string> ids = [.. property.Value.EnumerateArray().Select(id => id.GetString()!)];
        return ids.Count is >= 1 and <= MostItems
            ? ids
            : throw GraphException.InvalidRequest($"The number of item ids is {ids.Count}; it must be from 1 to {MostItems}.");
    }

    private static async Task WriteAsync(MailboxCall call, PipeWriter body, string id)
    {
        if (!OpaqueId.TryReadItem(id, out var mailbox, out var number, out var serial))
        {
            WriteError(call, body, id, "ErrorInvalidIdMalformed", "Id is malformed.");
            return;
        }

        if (Shard(call.Mailbox, mailbox, number) is { } shard)
        {
            WriteError(call, body, id, "ErrorArchiveFolderMovedPermanently", ArchiveRedirect.ExportUrl(call, shard));
            return;
        }

        if (call.FolderOf(mailbox, number)?.Items.Find(serial) is not { } item)
        {
            WriteError(call, body, id, "ErrorItemNotFound", "The specified object was not found in the store.");
            return;
        }

        if (item.IsCorrupt || call.Graph.Fault?.Kind == FaultKind.CorruptItems)
        {
            WriteError(call, body, id, "ErrorItemCorrupt", "The item is corrupt and cannot be exported.");
            return;
        }

        Put(body, $"{{\"itemId\":{Quote(id)},\"changeKey\":{Quote(item.ChangeKey)},\"data\":\"");
        var isShort = item.Facts.Size < OwnThreadFrom;
        var data = new Base64BodyStream(body, isShort ? WaitingOnPool : WaitingOnOwnThread, call.Graph.Http.RequestAborted);
        await using (data.ConfigureAwait(false))
        {
            if (isShort)
            {
                item.Write(data);
            }
            else
            {
                await Task.Factory.StartNew(() => item.Write(data), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }

            data.Complete();
        }

        Put(body, "\"}");
        await body.FlushAsync(call.Graph.Http.RequestAborted);
    }

    /// <summary>The other shard of the same archive that holds the item's folder, or null.</summary>
    private static SandboxMailbox? Shard(SandboxMailbox here, Guid mailbox, int number)
    {
        var main = here.MainArchive ?? here;
        var holder = mailbox == main.Id
            ? main.FindFolder(number)?.ExpandedTo?.Mailbox ?? main
            : main.Auxiliaries.FirstOrDefault(auxiliary => auxiliary.Id == mailbox);
        return holder is null || holder == here ? null : holder;
    }

    private static void WriteError(MailboxCall call, PipeWriter body, string id, string code, string message)
    {
        call.Graph.Runtime.Traffic.CountRefusal(code);
        Put(body, $$$"""{"itemId":{{{Quote(id)}}},"{{{call.Behaviour.ExportErrorProperty}}}":{"code":{{{Quote(code)}}},"message":{{{Quote(message)}}}}}""");
    }

    private static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static void Put(PipeWriter body, string text) => Encoding.UTF8.GetBytes(text, body);
}

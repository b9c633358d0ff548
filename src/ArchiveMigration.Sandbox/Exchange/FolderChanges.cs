using System.Text.Json;
using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>Reads, makes, renames and deletes one folder.</summary>
internal static class FolderChanges
{
    public static Task GetAsync(MailboxCall call) => AnswerAsync(call, StatusCodes.Status200OK, call.Folder());

    public static async Task CreateAsync(MailboxCall call)
    {
        var parent = call.Folder();
        var body = await call.Graph.ReadBodyAsync();
        var name = Required(body, "displayName");
        var type = Required(body, "type");
        var behaviour = call.Behaviour;
        if (name.Length > behaviour.LongestFolderName)
        {
            throw GraphException.InvalidRequest($"The folder name is longer than {behaviour.LongestFolderName} characters.");
        }

        if (!behaviour.FolderNamesTakeSlash && name.Contains('/', StringComparison.Ordinal))
        {
            throw GraphException.InvalidRequest("The folder name contains an invalid character.");
        }

        if (!behaviour.FoldersUnderDeletedItems && parent.WellKnownName == "archivedeleteditems")
        {
            throw GraphException.AccessDenied();
        }

        if (!type.StartsWith("IPF", StringComparison.OrdinalIgnoreCase) || type.Equals(behaviour.RefusedFolderClass, StringComparison.OrdinalIgnoreCase))
        {
            throw GraphException.InvalidRequest($"The folder type '{type}' is not valid.");
        }

        SandboxFolder folder;
        try
        {
            folder = call.Mailbox.AddFolder(parent, name, type, call.Graph.Now);
        }
        catch (InvalidOperationException)
        {
            throw Exists();
        }

        await AnswerAsync(call, StatusCodes.Status201Created, folder);
    }

    public static async Task UpdateAsync(MailboxCall call)
    {
        var folder = call.Folder();
        var body = await call.Graph.ReadBodyAsync();
        if (body.TryGetProperty("type", out _))
        {
            throw GraphException.InvalidRequest("The property 'type' cannot be changed; delete the folder and create it anew.");
        }

        if (!call.Mailbox.TryRename(folder, Required(body, "displayName")))
        {
            throw Exists();
        }

        await AnswerAsync(call, StatusCodes.Status200OK, folder);
    }

    public static Task DeleteAsync(MailboxCall call)
    {
        var folder = call.Folder();
        var main = call.Mailbox.MainArchive ?? call.Mailbox;
        if (main.Auxiliaries.Count > 0)
        {
            throw new GraphException(StatusCodes.Status400BadRequest, "ErrorCannotDeleteObject", "Folders of an auto-expanded archive cannot be deleted.");
        }

        if (folder.WellKnownName is not null)
        {
            throw new GraphException(StatusCodes.Status400BadRequest, "ErrorDeleteDistinguishedFolder", "Distinguished folders cannot be deleted.");
        }

        call.Mailbox.DeleteFolder(folder);
        call.Graph.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task AnswerAsync(MailboxCall call, int status, SandboxFolder folder)
    {
        var extended = ExtendedPropertyId.ParseExpand(call.Graph.Query.Expand);
        return call.Graph.AnswerAsync(status, writer =>
        {
            writer.WriteString("@odata.context", $"{call.Graph.Root}/$metadata#admin/exchange/mailboxes/{call.Mailbox.GraphId}/folders/$entity");
            FolderJson.Write(writer, call, folder, extended);
        });
    }

    private static string Required(JsonElement body, string property) =>
        body.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw GraphException.InvalidRequest($"The property '{property}' is required.");

    private static GraphException Exists() =>
        new(StatusCodes.Status409Conflict, "ErrorFolderExists", "A folder with the specified name already exists.");
}

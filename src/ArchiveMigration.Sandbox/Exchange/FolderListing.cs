using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>GET folders and childFolders.</summary>
internal static class FolderListing
{
    public static Task AnswerAsync(MailboxCall call)
    {
        var query = call.Graph.Query;
        query.Refuse("$search", "$skiptoken", "$deltatoken");
        var parent = call.Folder();
        var extended = ExtendedPropertyId.ParseExpand(query.Expand);
        if (!call.Behaviour.FoldersTellSize && extended.Contains(new ExtendedPropertyId("Long", 0x0E08)))
        {
            throw new GraphException(StatusCodes.Status400BadRequest, "ErrorInvalidProperty", "The property 'Long 0xe08' cannot be asked for here.");
        }

        var folders = call.Route.Folder is null && call.Behaviour.TopFoldersIncludeDescendants
            ? call.Mailbox.AllFolders()
            : parent.Children;
        var filter = query.Filter is { } text ? ODataFilter.Parse(text, "displayName", "type", "id") : null;
        List<SandboxFolder> shown = [.. folders
            .Where(folder => query.IncludeHiddenFolders || !folder.IsHidden)
            .Where(folder => filter is null || filter.Accepts(field => Value(folder, field)))];
        return Paging.AnswerAsync(call, Relative(call, parent), shown, (writer, folder) =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.type", "#microsoft.graph.mailboxFolder");
            FolderJson.Write(writer, call, folder, extended);
            writer.WriteEndObject();
        });
    }

    /// <summary>The listing's path below the mailbox.</summary>
    public static string Relative(MailboxCall call, SandboxFolder parent) => call.Route.Folder is null
        ? "folders"
        : $"folders('{Uri.EscapeDataString(parent.Id)}')/childFolders";

    private static string? Value(SandboxFolder folder, string field) => field switch
    {
        "displayName" => folder.DisplayName,
        "type" => folder.Type,
        "id" => folder.Id,
        _ => null,
    };
}

using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>The three ways in which an auto-expanded archive says that content is elsewhere (Graph: Handle archive mailbox redirects).</summary>
internal static class ArchiveRedirect
{
    /// <summary>Where the same request is to be sent again.</summary>
    public static string Location(MailboxCall call, SandboxFolder moved)
    {
        var folder = call.Behaviour.RedirectsUseKeyForm
            ? $"folders('{Uri.EscapeDataString(moved.Id)}')"
            : $"folders/{Uri.EscapeDataString(moved.Id)}";
        var root = $"{call.MailboxUrlOf(moved.Mailbox)}/{folder}";
        if (call.Behaviour.RedirectsNameFolderOnly)
        {
            return root;
        }

        var rest = call.Route.Operation switch
        {
            SandboxOperation.ListFolders or SandboxOperation.CreateFolder => "/childFolders",
            SandboxOperation.FolderDelta => "/childFolders/delta",
            SandboxOperation.ListItems => "/items",
            SandboxOperation.ItemDelta => "/items/delta",
            SandboxOperation.GetItem or SandboxOperation.DeleteItem => $"/items/{Uri.EscapeDataString(call.Route.Item!)}",
            SandboxOperation.DeleteFolder => "/$ref",
            _ => string.Empty,
        };
        return $"{root}{rest}{call.Graph.Http.Request.QueryString}";
    }

    /// <summary>The message of ErrorArchiveFolderMovedPermanently: the URL to send the export to.</summary>
    public static string ExportUrl(MailboxCall call, SandboxMailbox shard) => $"{call.MailboxUrlOf(shard)}/exportItems";

    /// <summary>The text of the 409 of an import.</summary>
    public static string ImportText(SandboxMailbox shard) =>
        $"Invalid import session. The target session is expected in mailbox {shard.GraphId}.";
}

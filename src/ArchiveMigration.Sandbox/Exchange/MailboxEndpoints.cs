using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>Calls below /admin/exchange/mailboxes/{id}.</summary>
internal static class MailboxEndpoints
{
    /// <summary>Answers a call that passed permissions, limits and faults.</summary>
    public static async Task AnswerAsync(MailboxCall call)
    {
        try
        {
            CheckVersion(call);
            await (call.Route.Operation switch
            {
                SandboxOperation.ListFolders => FolderListing.AnswerAsync(call),
                SandboxOperation.FolderDelta => FolderDelta.AnswerAsync(call),
                SandboxOperation.GetFolder => FolderChanges.GetAsync(call),
                SandboxOperation.CreateFolder => FolderChanges.CreateAsync(call),
                SandboxOperation.UpdateFolder => FolderChanges.UpdateAsync(call),
                SandboxOperation.DeleteFolder => FolderChanges.DeleteAsync(call),
                SandboxOperation.ListItems => ItemListing.AnswerAsync(call),
                SandboxOperation.ItemDelta => ItemDelta.AnswerAsync(call),
                SandboxOperation.GetItem => ItemListing.GetAsync(call),
                SandboxOperation.DeleteItem => ItemListing.DeleteAsync(call),
                SandboxOperation.ExportItems => ExportItems.AnswerAsync(call),
                _ => ImportSessionCreation.AnswerAsync(call),
            });
        }
        catch (RedirectException redirect)
        {
            call.Graph.Http.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            call.Graph.Http.Response.Headers.Location = redirect.Location;
            call.Graph.Http.Response.ContentLength = 0;
        }
    }

    /// <summary>Finds the mailbox that a path names: MBX:guid@tenant in any case.</summary>
    /// <exception cref="GraphException">The id is malformed or no mailbox of ours.</exception>
    public static SandboxMailbox Find(SandboxRuntime runtime, string id)
    {
        var at = id.IndexOf('@', StringComparison.Ordinal);
        if (at < 0 || !id.StartsWith("MBX:", StringComparison.OrdinalIgnoreCase)
            || !Guid.TryParse(id.AsSpan(4, at - 4), out var mailboxId) || !Guid.TryParse(id.AsSpan(at + 1), out var tenantId))
        {
            throw GraphException.MalformedId();
        }

        return runtime.TryGetMailbox(mailboxId, out var mailbox) && mailbox.Tenant.Id == tenantId
            ? mailbox
            : throw GraphException.MailboxNotEnabled();
    }

    /// <summary>v1.0 knows primary mailboxes only, but exports an archive's items all the same.</summary>
    private static void CheckVersion(MailboxCall call)
    {
        var refused = call.Mailbox.IsArchive && call.Route.Operation != SandboxOperation.ExportItems
            && !call.Graph.IsBeta && !call.Behaviour.Version1ServesArchives;
        var readOnly = call.Mailbox.IsArchive
            && ((call.Route.Operation == SandboxOperation.CreateImportSession && !call.Behaviour.ArchivesTakeImports)
                || (call.Route.Operation == SandboxOperation.DeleteItem && !call.Behaviour.ArchivesTakeDeletions));
        if (refused || readOnly)
        {
            throw new GraphException(StatusCodes.Status403Forbidden, "ErrorAccessDenied", "Operation on Archive mailbox not allowed");
        }
    }
}

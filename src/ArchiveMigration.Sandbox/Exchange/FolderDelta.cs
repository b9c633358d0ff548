using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>GET folders/delta and childFolders/delta: the whole tree below, flat, then what changed.</summary>
internal static class FolderDelta
{
    public static Task AnswerAsync(MailboxCall call)
    {
        call.Graph.Query.Refuse("$filter", "$orderby", "$expand", "$search", "$top");
        var top = call.Folder();
        var token = DeltaToken.Read(call.Graph.Query, call.Mailbox.Version);
        List<SandboxFolder> changed = [.. call.Mailbox.AllFolders()
            .Where(folder => folder.Version > token.Since && folder.Version <= token.Until && IsBelow(folder, top))];
        return DeltaPage.AnswerAsync(
            call,
            $"{FolderListing.Relative(call, top)}/delta",
            token,
            changed,
            token.Since == 0 ? [] : call.Mailbox.DeletedSince(token.Since),
            (writer, folder) =>
            {
                writer.WriteString("@odata.type", "#microsoft.graph.mailboxFolder");
                FolderJson.Write(writer, call, folder, []);
            });
    }

    private static bool IsBelow(SandboxFolder folder, SandboxFolder top)
    {
        for (var parent = folder.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent == top)
            {
                return true;
            }
        }

        return false;
    }
}

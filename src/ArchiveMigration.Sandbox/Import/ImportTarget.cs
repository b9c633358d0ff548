using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Import;

/// <summary>Where an import leads: a folder, perhaps an item in it to replace, or another shard.</summary>
/// <param name="Folder">The folder; null when it is elsewhere.</param>
/// <param name="Replaces">Serial number of the item to replace, or null to create one.</param>
/// <param name="Elsewhere">The shard that holds the folder, when the session is for another.</param>
internal sealed record ImportTarget(SandboxFolder? Folder, int? Replaces = null, SandboxMailbox? Elsewhere = null)
{
    /// <summary>Applies the rules of create and update.</summary>
    /// <exception cref="GraphException">A member is missing, superfluous or leads nowhere.</exception>
    public static ImportTarget Find(SandboxMailbox mailbox, ImportRequest request)
    {
        if (string.IsNullOrEmpty(request.FolderId) || !request.HasData)
        {
            throw GraphException.InvalidRequest($"The property '{(request.HasData ? "FolderId" : "Data")}' is required.");
        }

        var isUpdate = request.Mode switch
        {
            "create" => false,
            "update" => true,
            _ => throw GraphException.InvalidRequest($"The mode '{request.Mode}' is not valid; it must be create or update."),
        };
        var hasItem = request.ItemId is not null || request.ChangeKey is not null;
        if (!isUpdate && hasItem)
        {
            throw GraphException.InvalidRequest("ItemId and ChangeKey must not be sent with the mode create.");
        }

        if (isUpdate && (request.ItemId is null || request.ChangeKey is null))
        {
            throw GraphException.InvalidRequest("ItemId and ChangeKey are required with the mode update.");
        }

        if (ShardOf(mailbox, request.FolderId) is { } shard)
        {
            return new(null, null, shard);
        }

        var folder = MailboxCall.FindFolder(mailbox, request.FolderId) ?? throw GraphException.FolderNotFound();
        return isUpdate ? new(folder, FindItem(folder, request)) : new(folder);
    }

    private static int FindItem(SandboxFolder folder, ImportRequest request) =>
        OpaqueId.TryReadItem(request.ItemId!, out var mailbox, out var number, out var serial)
        && MailboxCall.FolderOf(folder.Mailbox, mailbox, number) == folder
        && folder.Items.Find(serial) is { } item && item.ChangeKey == request.ChangeKey
            ? serial
            : throw GraphException.ItemNotFound();

    /// <summary>The shard of the same archive that holds the folder, when it is not this mailbox.</summary>
    private static SandboxMailbox? ShardOf(SandboxMailbox mailbox, string folderId)
    {
        if (!OpaqueId.TryReadFolder(folderId, out var owner, out var number))
        {
            return null;
        }

        var main = mailbox.MainArchive ?? mailbox;
        var holder = owner == main.Id
            ? main.FindFolder(number) is { } folder ? folder.ExpandedTo?.Mailbox ?? main : null
            : main.Auxiliaries.FirstOrDefault(auxiliary => auxiliary.Id == owner);
        return holder == mailbox ? null : holder;
    }
}

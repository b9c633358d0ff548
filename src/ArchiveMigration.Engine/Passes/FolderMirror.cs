using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Makes the source's folder tree at the destination. Folders are found again by name under their parent, regardless of case,
/// as Exchange compares names; a folder that is there is used, one that is not is created with the source's class.
/// </summary>
internal sealed class FolderMirror
{
    private readonly IMailbox destination;
    private readonly string? targetRoot;
    private readonly Dictionary<(string ParentId, string Name), MailboxFolder> existing = [];
    private readonly Dictionary<string, MailboxFolder> mirrored = [];
    private MailboxFolder? root;

    private FolderMirror(IMailbox destination, string? targetRoot)
    {
        this.destination = destination;
        this.targetRoot = targetRoot;
    }

    /// <summary>Reads the destination's tree and makes the target root folder if one is wanted.</summary>
    public static async Task<FolderMirror> OpenAsync(IMailbox destination, string? targetRoot, CancellationToken cancellationToken)
    {
        var mirror = new FolderMirror(destination, targetRoot);
        await foreach (var folder in destination.ListFoldersAsync(cancellationToken).ConfigureAwait(false))
        {
            mirror.existing.TryAdd(KeyOf(folder.ParentId, folder.Name), folder);
        }

        await mirror.MakeRootAsync(cancellationToken).ConfigureAwait(false);
        return mirror;
    }

    /// <summary>The destination folder of a source folder whose parent was mirrored before.</summary>
    public async Task<MailboxFolder> MirrorAsync(MailboxFolder source, CancellationToken cancellationToken)
    {
        var parent = source.ParentId is not null && mirrored.TryGetValue(source.ParentId, out var made) ? made : root;
        var folder = await EnsureAsync(parent, source.Name, source.FolderClass, cancellationToken).ConfigureAwait(false);
        mirrored[source.Id] = folder;
        return folder;
    }

    private async Task MakeRootAsync(CancellationToken cancellationToken)
    {
        foreach (var name in (targetRoot ?? string.Empty).Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            root = await EnsureAsync(root, name, "IPF.Note", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<MailboxFolder> EnsureAsync(MailboxFolder? parent, string name, string folderClass, CancellationToken cancellationToken)
    {
        var key = KeyOf(parent?.Id, name);
        if (!existing.TryGetValue(key, out var folder))
        {
            folder = await destination.CreateFolderAsync(parent, name, folderClass, cancellationToken).ConfigureAwait(false);
            existing[key] = folder;
        }

        return folder;
    }

    private static (string, string) KeyOf(string? parentId, string name) => (parentId ?? string.Empty, name.ToUpperInvariant());
}

using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Makes folders at the destination. They are found again by name under their parent, regardless of case,
/// as Exchange compares names; a folder that is there is used, one that is not is created with the source's class.
/// </summary>
internal sealed class FolderMirror
{
    private readonly IMailbox destination;
    private readonly Dictionary<(string ParentId, string Name), MailboxFolder> existing = [];

    private readonly Func<MailboxFolder, Task> onMade;

    private FolderMirror(IMailbox destination, Func<MailboxFolder, Task> onMade)
    {
        this.destination = destination;
        this.onMade = onMade;
    }

    /// <summary>Reads the destination's tree.</summary>
    /// <param name="destination">Where folders are made.</param>
    /// <param name="onMade">Told of each folder that was not there and was made.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<FolderMirror> OpenAsync(IMailbox destination, Func<MailboxFolder, Task> onMade, CancellationToken cancellationToken)
    {
        var mirror = new FolderMirror(destination, onMade);
        await foreach (var folder in destination.ListFoldersAsync(cancellationToken).ConfigureAwait(false))
        {
            mirror.existing.TryAdd(KeyOf(folder.ParentId, folder.Name), folder);
        }

        return mirror;
    }

    /// <summary>The folder of these names from the top; what of them is not there is made.</summary>
    /// <param name="names">The names.</param>
    /// <param name="folderClass">The last one's class, should it be made.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<MailboxFolder> MakeAsync(IReadOnlyList<string> names, string folderClass, CancellationToken cancellationToken)
    {
        MailboxFolder? folder = null;
        for (var depth = 0; depth < names.Count; depth++)
        {
            var key = KeyOf(folder?.Id, names[depth]);
            if (!existing.TryGetValue(key, out var there))
            {
                there = await destination.CreateFolderAsync(folder, names[depth], depth == names.Count - 1 ? folderClass : "IPF.Note", cancellationToken).ConfigureAwait(false);
                existing[key] = there;
                await onMade(there).ConfigureAwait(false);
            }

            folder = there;
        }

        return folder!;
    }

    /// <summary>The folder of these names from the top, or null when it is not there.</summary>
    public MailboxFolder? Find(IReadOnlyList<string> names)
    {
        MailboxFolder? folder = null;
        return names.All(name => existing.TryGetValue(KeyOf(folder?.Id, name), out folder)) ? folder : null;
    }

    private static (string, string) KeyOf(string? parentId, string name) => (parentId ?? string.Empty, name.ToUpperInvariant());
}

using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Faults;

/// <summary>Moves a folder of an archive to a new auxiliary mailbox just before a request is carried out, as Exchange does at any time.</summary>
internal static class FolderMove
{
    /// <summary>Moves the named folder, or the one with the most items; nothing happens when it has moved already or is not there.</summary>
    public static void Happen(SandboxRuntime runtime, Guid? mailbox, string? path)
    {
        if (mailbox is not { } id || !runtime.TryGetMailbox(id, out var here))
        {
            return;
        }

        var archive = here.MainArchive ?? here;
        var folder = path is null
            ? archive.AllFolders().Where(candidate => candidate.ExpandedTo is null).MaxBy(candidate => candidate.Items.Count)
            : archive.FindPath(path);
        if (archive.Kind == MailboxKind.Archive && folder is { ExpandedTo: null })
        {
            archive.Expand(folder, archive.AddAuxiliary(Guid.NewGuid()));
        }
    }
}

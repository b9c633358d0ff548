using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;

namespace ArchiveMigration.Engine.Undo;

/// <summary>
/// Removes the folders that we made and that hold nothing any more, from the deepest up. In an auto-expanded archive Exchange deletes no folders: then they stay, and that
/// is said.
/// </summary>
internal sealed class FolderUndo(IMailbox mailbox, UndoRecord record, UndoTally tally, UserMeter meter, Action begin)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var made = record.MadeFolders().ToHashSet(StringComparer.Ordinal);
        if (made.Count == 0)
        {
            return;
        }

        var folders = await mailbox.GatherFoldersAsync(cancellationToken).ConfigureAwait(false);

        // Parents come before their children.
        folders.Reverse();
        var left = folders.ToDictionary(static folder => folder.Id, StringComparer.Ordinal);
        List<MailboxFolder> kept = [];
        foreach (var folder in folders.Where(folder => made.Contains(folder.Id)))
        {
            if (left.Values.Any(child => child.ParentId == folder.Id) || !await IsEmptyAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            begin();
            try
            {
                await mailbox.DeleteFolderAsync(folder, cancellationToken).ConfigureAwait(false);
                await record.ForgetFolderAsync(folder.Id).ConfigureAwait(false);
                left.Remove(folder.Id);
                tally.Folders++;
            }
            catch (MigrationException refused) when (!refused.IsTransient)
            {
                if (kept.Count == 0)
                {
                    meter.Warn(refused.WithTicket($"The empty folder '{folder.Path}' stays: {refused.Message}"));
                }

                kept.Add(folder);
            }
        }

        if (kept.Count > 1)
        {
            meter.Warn($"{kept.Count:N0} empty folders could not be deleted in all. Folders of an auto-expanded archive cannot be; empty ones do no harm, and the next pass uses them again.");
        }
    }

    // Counts are not to be trusted, so it is looked.
    private async Task<bool> IsEmptyAsync(MailboxFolder folder, CancellationToken cancellationToken)
    {
        if (folder.ItemCount > 0)
        {
            return false;
        }

        await foreach (var page in mailbox.ListVersionsAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            if (page.Count > 0)
            {
                return false;
            }
        }

        return true;
    }
}

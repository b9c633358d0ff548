namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>For whoever needs all folders of a mailbox before the first one can be worked on.</summary>
internal static class FolderGathering
{
    /// <summary>As <see cref="IMailbox.ListFoldersAsync"/>: each after its parent, and either all or an exception.</summary>
    public static async Task<List<MailboxFolder>> GatherFoldersAsync(this IMailbox mailbox, CancellationToken cancellationToken)
    {
        List<MailboxFolder> folders = [];
        await foreach (var folder in mailbox.ListFoldersAsync(cancellationToken).ConfigureAwait(false))
        {
            folders.Add(folder);
        }

        return folders;
    }
}

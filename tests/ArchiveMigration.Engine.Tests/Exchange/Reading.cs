using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>Reads what a mailbox gives, whole.</summary>
internal static class Reading
{
    public static async Task<List<MailboxFolder>> FoldersAsync(this IMailbox mailbox)
    {
        var folders = new List<MailboxFolder>();
        await foreach (MailboxFolder folder in mailbox.ListFoldersAsync(default))
        {
            folders.Add(folder);
        }

        return folders;
    }

    public static async Task<MailboxFolder> FolderAsync(this IMailbox mailbox, string path) =>
        (await mailbox.FoldersAsync()).Single(folder => folder.Path == path);

    public static async Task<List<MailboxItem>> ItemsAsync(this IMailbox mailbox, MailboxFolder folder, DateTimeOffset? changedAfter = null)
    {
        var items = new List<MailboxItem>();
        await foreach (IReadOnlyList<MailboxItem> page in mailbox.ListItemsAsync(folder, changedAfter, default))
        {
            items.AddRange(page);
        }

        return items;
    }

    public static async Task<List<ItemVersion>> VersionsAsync(this IMailbox mailbox, MailboxFolder folder)
    {
        var versions = new List<ItemVersion>();
        await foreach (IReadOnlyList<ItemVersion> page in mailbox.ListVersionsAsync(folder, default))
        {
            versions.AddRange(page);
        }

        return versions;
    }

    /// <summary>Every answer of an export, its content read to the end.</summary>
    public static async Task<List<(MailboxItem Item, byte[]? Content, MigrationException? Error)>> ExportAllAsync(this IMailbox mailbox, params MailboxItem[] items)
    {
        var answers = new List<(MailboxItem, byte[]?, MigrationException?)>();
        await foreach (ExportedItem exported in mailbox.ExportAsync(items, default))
        {
            try
            {
                answers.Add((exported.Item, exported.Content is null ? null : await ReadAsync(exported.Content), exported.Error));
            }
            catch (MigrationException broken)
            {
                answers.Add((exported.Item, null, broken));
            }
        }

        return answers;
    }

    public static async Task<byte[]> ReadAsync(Stream content)
    {
        using var whole = new MemoryStream();
        await content.CopyToAsync(whole);
        return whole.ToArray();
    }
}

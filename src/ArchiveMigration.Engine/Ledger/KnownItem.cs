namespace ArchiveMigration.Engine.Ledger;

/// <summary>As little of a ledger's item as a fresh listing can be compared with: a million of them pass by, none is kept.</summary>
/// <param name="Key">The ledger's number of it.</param>
/// <param name="FolderKey">The ledger's number of its folder.</param>
/// <param name="IdHash">A hash of its mailbox and id at the source, as <see cref="HashOf"/> gives it.</param>
/// <param name="ErrorId">Why it failed, or the rule that excluded it; null otherwise.</param>
/// <param name="DestinationItemId">The recorded id of its copy, for an item without a search key only: nothing else tells which copy is its.</param>
public readonly record struct KnownItem(long Key, long FolderKey, long IdHash, string? ErrorId, string? DestinationItemId)
{
    /// <summary>The hash by which a listed item is found among known ones: 64 bits of a SHA-256.</summary>
    public static long HashOf(Mailboxes.MailboxItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Store.ItemHash.Of(item);
    }
}

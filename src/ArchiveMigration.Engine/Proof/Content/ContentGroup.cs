using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Proof.Content;

/// <summary>One item, or the copies of one item, at both sides.</summary>
internal sealed class ContentGroup
{
    public List<Entry> Source { get; } = [];

    public List<Entry> Destination { get; } = [];

    /// <summary>An item to be exported, and its row.</summary>
    internal sealed record Entry(MailboxItem Item, int Folder, int Shard, long Ledger, int Class);
}

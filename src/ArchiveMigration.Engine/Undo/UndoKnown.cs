using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Undo;

/// <summary>What the ledger knows of a copy, to be compared with what is there now.</summary>
internal sealed record UndoKnown(long Key, UndoState State, string? DestinationId, string? ChangeKey, byte[]? SearchKey, long? SecondKey, DateTimeOffset? ImportedUtc)
{
    /// <summary>Whether it is the item that we imported: its id alone is not enough.</summary>
    public bool IsSame(MailboxItem item) => SearchKey is not null
        ? item.SearchKey is not null && SearchKey.AsSpan().SequenceEqual(item.SearchKey)
        : item.SearchKey is null && item.SecondKey == SecondKey;

    /// <summary>Whether nobody changed it since: its version tells, and where the import told none, its time of change.</summary>
    public bool IsUnchanged(MailboxItem item) => ChangeKey is not null && item.ChangeKey is not null
        ? ChangeKey == item.ChangeKey
        : item.LastModifiedUtc is { } changed && changed <= ImportedUtc;
}

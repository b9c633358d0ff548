using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Projects;

/// <summary>What the administrator chose for a project.</summary>
public sealed record ProjectOptions
{
    /// <summary>The largest sensible number of mailboxes at once.</summary>
    public const int MostConcurrentMigrations = 500;

    /// <summary>Where items go. Default: the archive.</summary>
    public DestinationMailbox DestinationMailbox { get; init; } = DestinationMailbox.Archive;

    /// <summary>The same in the mailbox service's words.</summary>
    internal MailboxKind DestinationKind => DestinationMailbox == DestinationMailbox.Primary ? MailboxKind.Primary : MailboxKind.Archive;

    /// <summary>A folder at the destination under which the whole tree is created; null = at the top.</summary>
    public string? TargetRootFolder { get; init; }

    /// <summary>How many users migrate at once. Default 20, as archive migrations are commonly run.</summary>
    public int MaxConcurrentMigrations { get; init; } = 20;

    /// <summary>More failed items than this in one pass and the user's pass is Failed. Default 100; 0 = no limit.</summary>
    public int MaximumErrors { get; init; } = 100;

    /// <summary>How items too large to hold in memory are uploaded; see <see cref="LargeItemTransfer"/>.</summary>
    public LargeItemTransfer LargeItemTransfer { get; init; } = LargeItemTransfer.Chunked;

    /// <summary>
    /// Rules by which addresses inside items are mapped, as MigrationWiz writes them (<c>@old.example->@new.example</c>, <c>user@old.example->user@new.example</c>),
    /// one or several in each text; empty = items travel unchanged. <see cref="AddressMap.Parse(IEnumerable{string})"/> reads them.
    /// </summary>
    public IReadOnlyList<string> RecipientMapping { get; init; } = [];

    /// <summary>
    /// Whether addresses are also mapped in the Internet headers that an item keeps (PidTagTransportMessageHeaders): in From, Sender, Reply-To, To and Cc,
    /// nowhere else in them. Off by default: replies do not depend on them, and headers are evidence of how a mail came.
    /// </summary>
    public bool MapHeaders { get; init; }
}

using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Endpoints;
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

    /// <summary>What becomes of retention tags. Default: they are kept, so that items without addresses to map arrive byte for byte.</summary>
    public RetentionTags RetentionTags { get; init; } = RetentionTags.Keep;

    /// <summary>Kinds of item that are left out; empty = none.</summary>
    public IReadOnlyList<ItemCategory> ExcludeCategory { get; init; } = [];

    /// <summary>
    /// Only items received at this time (UTC) or later; null = all. An item that was never received counts by when it was sent, one without either (contacts, tasks, notes) by when
    /// it was last changed: these are told by a listing and come along with the item, whereas every copy is created anew.
    /// </summary>
    public DateTimeOffset? ReceivedAfter { get; init; }

    /// <summary>Only items received before this time (UTC), by the same dates; null = all.</summary>
    public DateTimeOffset? ReceivedBefore { get; init; }

    /// <summary>Items larger than this (bytes, as the source reports them) are left out; null = none.</summary>
    public long? MaximumItemSize { get; init; }

    /// <summary>Only these folders, as Exchange names them: <c>Name</c>, <c>Name/*</c> with all below, <c>#Inbox#</c>; empty = all.</summary>
    public IReadOnlyList<string> IncludeFolders { get; init; } = [];

    /// <summary>Folders that are left out, written alike. They win over <see cref="IncludeFolders"/>.</summary>
    public IReadOnlyList<string> ExcludeFolders { get; init; } = [];

    /// <summary>Folders that are left out, as MigrationWiz names them: regular expressions over the path at the source, regardless of case. A match means left out.</summary>
    public IReadOnlyList<string> FolderFilter { get; init; } = [];

    /// <summary>
    /// Where folders go, as MigrationWiz writes it: <c>^Old Name->New/Place</c>, a regular expression over the path at the source and what takes the place of the part that matches.
    /// The first that matches decides; empty = folders keep their path.
    /// </summary>
    public IReadOnlyList<string> FolderMapping { get; init; } = [];

    /// <summary>What is kept of the subjects of items that fail. Default: nothing.</summary>
    public SubjectPrivacy SubjectPrivacy { get; init; }

    /// <summary>The mailbox that sends notifications and reports, unless another is named; null = none is.</summary>
    public string? MailSender { get; init; }

    /// <summary>The tenant that <see cref="MailSender"/> belongs to: its endpoint sends.</summary>
    public MigrationSide MailThrough { get; init; } = MigrationSide.Destination;

    /// <summary>Who gets the statistics by mail when a pass has ended; empty = nobody.</summary>
    public IReadOnlyList<string> ReportRecipient { get; init; } = [];
}

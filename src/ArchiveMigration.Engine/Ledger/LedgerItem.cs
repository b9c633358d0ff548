using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Ledger;

/// <summary>A source item as the ledger knows it.</summary>
public sealed record LedgerItem
{
    /// <summary>The ledger's number of it; copy order.</summary>
    public required long Key { get; init; }

    /// <summary>The ledger's number of its folder.</summary>
    public required long FolderKey { get; init; }

    /// <summary>The folder's path.</summary>
    public required string FolderPath { get; init; }

    /// <summary>Where it goes; null while the destination folder is not made.</summary>
    public string? DestinationFolderId { get; init; }

    /// <summary>The item at the source.</summary>
    public required MailboxItem Source { get; init; }

    /// <summary>Its message class.</summary>
    public string ItemClass => Source.ItemClass;

    /// <summary>Its size in bytes as the source reports it.</summary>
    public long Size => Source.Size;

    /// <summary>What became of it.</summary>
    public Disposition Disposition { get; init; }

    /// <summary>How it was recognised at the destination, when it was there before or its import's answer was lost; null for all others.</summary>
    public ItemMatch? MatchedBy { get; init; }

    /// <summary>Whether another item of the same search key goes to the same folder, so that the key alone does not tell which of them is there.</summary>
    public bool SharesKey { get; init; }

    /// <summary>What it can be recognised by at the destination should the record of its import be lost; null = nothing: only the intent written before its import tells.</summary>
    public ItemMatch? RecognisableBy => Source.SearchKey is not null ? ItemMatch.SearchKey : Source.SecondKey is not null ? ItemMatch.SecondKey : null;

    /// <summary>Whether the item was changed at the source after it came to the destination.</summary>
    public bool ChangedSinceMigrated { get; init; }

    /// <summary>The rule that left it out, when it is Excluded: the option that holds it and its value.</summary>
    public string? ExcludedBy { get; init; }

    /// <summary>The error id, when it failed; see <see cref="ErrorIds"/>.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What happened, when it failed.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>What an administrator can do about it; null when it did not fail.</summary>
    public string? Remedy => Disposition == Disposition.Failed && ErrorId is not null ? ItemRemedies.Of(ErrorId) : null;

    /// <summary>
    /// The subject when it failed, as the project's privacy allowed then (<see cref="SubjectPrivacy"/>): itself, or <c>#</c> and 32 hex digits that are the same for equal subjects; null when
    /// nothing is kept or it has none.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>The service's code, when it gave one.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>The service's request id of the failure.</summary>
    public string? RequestId { get; init; }

    /// <summary>The item's id at the destination.</summary>
    public string? DestinationItemId { get; init; }

    /// <summary>What became of the addresses in it; null when it was not imported with mapping on.</summary>
    public ItemMapping? Mapping { get; init; }

    /// <summary>Its version there, as the import gave it.</summary>
    public string? DestinationChangeKey { get; init; }

    /// <summary>When this became of it, UTC.</summary>
    public DateTimeOffset? DecidedUtc { get; init; }
}

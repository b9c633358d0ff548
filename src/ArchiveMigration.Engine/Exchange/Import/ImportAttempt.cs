using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Import;

/// <summary>How one attempt to import ended: imported, refused, or without a usable answer.</summary>
internal sealed record ImportAttempt
{
    public ImportedItem? Imported { get; init; }

    /// <summary>What the service said instead.</summary>
    public ServiceFailure? Failure { get; init; }

    /// <summary>Why there is no usable answer; null for a timeout.</summary>
    public Exception? Cause { get; init; }

    /// <summary>Whether the content can be given once more.</summary>
    public required bool CanBeSentAgain { get; init; }

    /// <summary>Whether the service can have got the whole item.</summary>
    public required bool MayHaveArrived { get; init; }
}

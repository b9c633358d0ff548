namespace ArchiveMigration.Engine.Exchange.Directory;

/// <summary>
/// A user's mailbox ids (exchangeSettings). Documented as one object; an early beta answered with a collection of one, and both
/// are understood.
/// </summary>
internal sealed class GraphExchangeSettings
{
    public string? PrimaryMailboxId { get; set; }

    /// <summary>Absent, without any error, when the user has no archive.</summary>
    public string? InPlaceArchiveMailboxId { get; set; }

    public List<GraphExchangeSettings>? Value { get; set; }

    /// <summary>The object itself, or the one in the collection.</summary>
    public GraphExchangeSettings Unwrapped => PrimaryMailboxId is null && Value is [var only, ..] ? only : this;
}

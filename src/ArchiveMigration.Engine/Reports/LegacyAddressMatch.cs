namespace ArchiveMigration.Engine.Reports;

/// <summary>
/// An internal name of the old tenant (legacyExchangeDN) met in migrated items, and the mailbox that should have it as an X500 address, so that
/// replies to the items where the name stayed find their way. All values are plain, so that a list of them is a CSV file.
/// </summary>
public sealed record LegacyAddressMatch
{
    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The name as it was met first.</summary>
    public required string LegacyExchangeDN { get; init; }

    /// <summary>The address to add to the mailbox: <c>X500:</c> and the name.</summary>
    public string X500Address => $"X500:{LegacyExchangeDN}";

    /// <summary>In how many address groups, reply-to entries and list members it was met.</summary>
    public long Count { get; init; }

    /// <summary>In how many of them it stayed.</summary>
    public long UnmappedCount { get; init; }

    /// <summary>In how many items it was met.</summary>
    public long ItemCount { get; init; }

    /// <summary>The SMTP address in the old tenant, from an item or from the project's recipients; null when nobody knows it.</summary>
    public string? SmtpAddress { get; init; }

    /// <summary>The mailbox in the new tenant; null when it is not known.</summary>
    public string? DestinationAddress { get; init; }

    /// <summary>How it is known.</summary>
    public LegacyAddressMatchKind MatchedBy { get; init; }
}

namespace ArchiveMigration.Engine.Projects;

/// <summary>One source mailbox and its destination mailbox within a project (Exchange: migration user).</summary>
public sealed record MigrationUser
{
    /// <summary>The store's number of this user; 0 before it is saved.</summary>
    public long Id { get; init; }

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>SMTP address, UPN or object id at the source.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>SMTP address, UPN or object id at the destination; empty while the user is <see cref="MigrationStatus.Unmatched"/>.</summary>
    public required string DestinationAddress { get; init; }

    /// <summary>The name shown to people; optional.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Where it stands.</summary>
    public MigrationStatus Status { get; init; } = MigrationStatus.Queued;

    /// <summary>Why, in words: the reason of a failure with its remedy, or what is waited for.</summary>
    public string? StatusDetail { get; init; }

    /// <summary>What holds for this user in place of the project's options.</summary>
    public UserOptions Options { get; init; } = UserOptions.None;

    /// <summary>The user's own mailbox at the destination; null = the project's. This and the following so that a list of users can be exported and read again.</summary>
    public DestinationMailbox? DestinationMailbox => Options.DestinationMailbox;

    /// <summary>The user's own folder at the destination; null = the project's.</summary>
    public string? TargetRootFolder => Options.TargetRootFolder;

    /// <summary>The user's own first moment (UTC); null = the project's.</summary>
    public DateTimeOffset? ReceivedAfter => Options.ReceivedAfter;

    /// <summary>The user's own end (UTC); null = the project's.</summary>
    public DateTimeOffset? ReceivedBefore => Options.ReceivedBefore;

    /// <summary>When it was added, UTC.</summary>
    public DateTimeOffset AddedUtc { get; init; }

    /// <summary>The user with a destination. One that was unmatched waits for its first run then.</summary>
    public MigrationUser To(string destinationAddress) => Status == MigrationStatus.Unmatched && destinationAddress.Length > 0
        ? this with { DestinationAddress = destinationAddress, Status = MigrationStatus.Queued, StatusDetail = null }
        : this with { DestinationAddress = destinationAddress };
}

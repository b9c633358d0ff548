namespace ArchiveMigration.Engine.Notifications;

/// <summary>A notification of one user: what it says, and what became of it.</summary>
public sealed record NotificationResult
{
    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The user's source address.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>Where it goes.</summary>
    public required string To { get; init; }

    /// <summary>The mailbox that sends it.</summary>
    public required string From { get; init; }

    /// <summary>What it is about.</summary>
    public NotificationKind Kind { get; init; }

    /// <summary>What became of it.</summary>
    public NotificationStatus Status { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>When it was sent, UTC; now or earlier.</summary>
    public DateTimeOffset? SentUtc { get; init; }

    /// <summary>The mail's subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The mail's text: the template with its fields filled in, in Markdown.</summary>
    public string? Text { get; init; }

    /// <summary>The mail as it is sent.</summary>
    public string? Html { get; init; }
}

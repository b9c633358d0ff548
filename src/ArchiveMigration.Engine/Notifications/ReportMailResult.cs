namespace ArchiveMigration.Engine.Notifications;

/// <summary>A mail with a project's statistics.</summary>
public sealed record ReportMailResult
{
    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>Who gets it.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>The mailbox that sends it.</summary>
    public required string From { get; init; }

    /// <summary>Sent or WouldSend.</summary>
    public NotificationStatus Status { get; init; }

    /// <summary>The mail's subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The mail as it is sent.</summary>
    public required string Html { get; init; }

    /// <summary>The name of the attached report; null when none is.</summary>
    public string? Attachment { get; init; }

    /// <summary>Its size in bytes.</summary>
    public long AttachmentSize { get; init; }

    /// <summary>SHA-256 of the last proof's file, which the mail tells; null when there is none.</summary>
    public string? ProofSha256 { get; init; }
}

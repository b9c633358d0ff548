using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Notifications;

/// <summary>How a project's statistics are mailed. What is null or empty is as the project says.</summary>
public sealed record ReportMailRequest
{
    /// <summary>Who gets it.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Principal name of the mailbox that sends.</summary>
    public string? Sender { get; init; }

    /// <summary>The tenant that the sender belongs to.</summary>
    public MigrationSide? Through { get; init; }

    /// <summary>Whether the report goes with it.</summary>
    public bool Attach { get; init; } = true;

    /// <summary>Whether nothing is sent, and only shown.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Shows a person what to do to sign in (device code).</summary>
    public Action<string>? ShowSignInMessage { get; init; }
}

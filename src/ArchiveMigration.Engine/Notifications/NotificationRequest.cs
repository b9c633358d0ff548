using System.Globalization;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Notifications;

/// <summary>What users shall be told, and how.</summary>
public sealed record NotificationRequest
{
    /// <summary>What it is about.</summary>
    public NotificationKind Kind { get; init; }

    /// <summary>What it says.</summary>
    public required MailTemplate Template { get; init; }

    /// <summary>Principal name of the mailbox that sends.</summary>
    public required string Sender { get; init; }

    /// <summary>The tenant that the sender belongs to: its endpoint sends.</summary>
    public MigrationSide Through { get; init; } = MigrationSide.Destination;

    /// <summary>Whether the users' source or destination addresses get it.</summary>
    public MigrationSide To { get; init; }

    /// <summary>When the migration begins; null = not told.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>The zone in which times are written.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>How dates and numbers are written.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.CurrentCulture;

    /// <summary>Only these users (source or destination addresses); empty = all of the project.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Whether users are told once more who were told already.</summary>
    public bool Force { get; init; }

    /// <summary>Whether nothing is sent, and only shown.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Shows a person what to do to sign in (device code).</summary>
    public Action<string>? ShowSignInMessage { get; init; }
}

namespace ArchiveMigration.Engine.Notifications;

/// <summary>What users are told.</summary>
public enum NotificationKind
{
    /// <summary>That their archive will be moved, and when.</summary>
    Before,

    /// <summary>That it has been moved.</summary>
    After,
}

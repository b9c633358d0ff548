namespace ArchiveMigration.Engine.Notifications;

/// <summary>What became of a user's notification.</summary>
public enum NotificationStatus
{
    /// <summary>It would be sent; this was a preview.</summary>
    WouldSend,

    /// <summary>Exchange has taken it.</summary>
    Sent,

    /// <summary>The user was told before.</summary>
    AlreadySent,

    /// <summary>There is nothing to tell yet, since the user's migration has not ended, or no address to tell it to.</summary>
    NotDue,

    /// <summary>It was not sent.</summary>
    Failed,

    /// <summary>Whether it was sent is not known; it is not sent again by itself.</summary>
    Uncertain,
}

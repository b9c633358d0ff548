namespace ArchiveMigration.Engine.Companions;

/// <summary>What accompanies a mailbox beside its items.</summary>
public enum SettingKind
{
    /// <summary>An inbox rule.</summary>
    InboxRule,

    /// <summary>A master category.</summary>
    Category,

    /// <summary>Who may use which folder.</summary>
    FolderPermission,

    /// <summary>Safe and blocked senders.</summary>
    JunkEmailList,
}

namespace ArchiveMigration.Engine.Passes;

/// <summary>One run over a user. The names are stored.</summary>
public enum PassKind
{
    /// <summary>Credentials and mailboxes are checked and folders counted; no data moves.</summary>
    Verify,

    /// <summary>The whole folder tree and a few items of each folder, to look at: see <see cref="TrialLimits"/>.</summary>
    Trial,

    /// <summary>Everything not yet at the destination is copied.</summary>
    Full,

    /// <summary>Only items that failed before are tried again.</summary>
    RetryErrors,
}

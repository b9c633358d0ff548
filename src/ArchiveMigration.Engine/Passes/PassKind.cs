namespace ArchiveMigration.Engine.Passes;

/// <summary>One run over a user.</summary>
public enum PassKind
{
    /// <summary>Credentials and mailboxes are checked; no data moves.</summary>
    Verify,

    /// <summary>Everything not yet at the destination is copied.</summary>
    Full,

    /// <summary>Only items that failed before are tried again.</summary>
    RetryErrors,
}

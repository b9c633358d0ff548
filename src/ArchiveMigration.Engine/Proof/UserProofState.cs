namespace ArchiveMigration.Engine.Proof;

/// <summary>How far a user was looked at.</summary>
public enum UserProofState
{
    /// <summary>Both mailboxes were read.</summary>
    Read,

    /// <summary>No pass was ever run over the user, so there is nothing to prove; the mailboxes were not read.</summary>
    NeverMigrated,

    /// <summary>A mailbox could not be read.</summary>
    NotRead,
}

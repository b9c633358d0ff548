namespace ArchiveMigration.Engine.Projects;

/// <summary>Which mailbox of the destination user receives the items.</summary>
public enum DestinationMailbox
{
    /// <summary>The in-place archive; the default, because forgetting it is the classic mistake of archive migrations.</summary>
    Archive,

    /// <summary>The primary mailbox.</summary>
    Primary,
}

namespace ArchiveMigration.Engine.Endpoints;

/// <summary>What an endpoint is used as.</summary>
public enum MigrationSide
{
    /// <summary>Mailboxes are read.</summary>
    Source,

    /// <summary>Mailboxes are written to.</summary>
    Destination,
}

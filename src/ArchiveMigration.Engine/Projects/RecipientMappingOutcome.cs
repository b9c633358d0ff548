namespace ArchiveMigration.Engine.Projects;

/// <summary>What the rules do to an address.</summary>
public enum RecipientMappingOutcome
{
    /// <summary>A rule is for it.</summary>
    Mapped,

    /// <summary>A rule is for it, but what it makes is not the address that the project's user of this address moves to.</summary>
    DestinationDiffers,

    /// <summary>No rule is for it: it stays as it is.</summary>
    NoRule,

    /// <summary>It is a legacyExchangeDN that the recipients of the project do not know.</summary>
    UnknownName,

    /// <summary>It is neither an SMTP address nor a legacyExchangeDN.</summary>
    NotAnAddress,
}

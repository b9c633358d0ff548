namespace ArchiveMigration.Engine.Reports;

/// <summary>How the new mailbox of an old internal name is known.</summary>
public enum LegacyAddressMatchKind
{
    /// <summary>It is not known.</summary>
    None,

    /// <summary>A user of the project has the SMTP address: it is where that user moves.</summary>
    User,

    /// <summary>A mapping rule turns the SMTP address into it. Whether a mailbox has that address, only the new tenant knows.</summary>
    Rule,
}

using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Projects;

/// <summary>The recipients of a project as the mapping of items uses them.</summary>
internal static class RecipientDirectory
{
    /// <summary>Reads all recipients of a project once, for a run.</summary>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public static AddressDirectory GetAddressDirectory(this IMigrationCatalog catalog, string project)
        => new(catalog.GetRecipients(project).Select(recipient => KeyValuePair.Create(recipient.LegacyExchangeDN, recipient.PrimarySmtpAddress)));
}

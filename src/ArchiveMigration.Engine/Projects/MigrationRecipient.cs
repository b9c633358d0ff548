namespace ArchiveMigration.Engine.Projects;

/// <summary>
/// Who is meant by an internal name of the source tenant. Items name people of their own tenant by legacyExchangeDN; where an item does not say
/// the SMTP address too, it is found here. The properties are named as Exchange names them, so that a list can be exported and read again.
/// </summary>
public sealed record MigrationRecipient
{
    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The legacyExchangeDN, or an X500 address the recipient had before: <c>/o=ExchangeLabs/ou=…/cn=Recipients/cn=…</c>.</summary>
    public required string LegacyExchangeDN { get; init; }

    /// <summary>The recipient's SMTP address in the source tenant, its domain as DNS has it.</summary>
    public required string PrimarySmtpAddress { get; init; }
}

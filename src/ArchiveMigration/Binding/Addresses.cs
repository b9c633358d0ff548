using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Binding;

/// <summary>The address of the same person in another domain.</summary>
internal static class Addresses
{
    /// <summary>The same local part in another domain.</summary>
    /// <param name="address">An address.</param>
    /// <param name="domain">The other domain, with or without the @ before it.</param>
    /// <param name="side">"source" or "destination", for the message.</param>
    /// <exception cref="MigrationException">InvalidArgument: an object id has no domain to replace, or the domain is none.</exception>
    public static string InDomain(string address, string domain, string side)
    {
        var at = address.LastIndexOf('@');
        if (at < 0)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"'{address}' has no domain that {domain} could take the place of.")
            {
                Target = address,
                Remedy = $"Give its {side} address itself.",
            };
        }

        var moved = $"{address[..at]}@{domain.TrimStart('@')}";
        MailboxAddress.Check(moved, side);
        return moved;
    }
}

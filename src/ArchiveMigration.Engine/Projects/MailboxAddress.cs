namespace ArchiveMigration.Engine.Projects;

/// <summary>The rules for what names a mailbox: an SMTP address, a user principal name, or the object id of the user.</summary>
public static class MailboxAddress
{
    /// <summary>RFC 5321 §4.5.3.1: 64 for the local part, @, 255 for the domain. Guest user names are longer than 64 before the @, so only the sum is checked.</summary>
    private const int MostCharacters = 320;

    /// <summary>RFC 1035 §2.3.4.</summary>
    private const int MostCharactersInLabel = 63;

    /// <summary>Characters that neither Exchange addresses nor user principal names contain; they show that a list or a display name was pasted.</summary>
    private const string NeverInLocalPart = "<>()[]\\,;:\"@";

    /// <summary>What addresses are compared by.</summary>
    internal static string Key(string address) => address.ToUpperInvariant();

    /// <summary>Refuses what cannot be an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="side">"source" or "destination", for the message.</param>
    /// <exception cref="MigrationException">UserAddressMissing, InvalidArgument.</exception>
    public static void Check(string? address, string side)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            throw new MigrationException(ErrorIds.UserAddressMissing, MigrationErrorKind.InvalidInput, $"A user has no {side} address.")
            {
                Remedy = $"Give each user a {side} address: an SMTP address, a user principal name or an object id.",
            };
        }

        if (!IsAddress(address) && !Guid.TryParseExact(address, "D", out _))
        {
            throw CatalogError.Invalid(
                $"'{address}' cannot be a {side} address.",
                address,
                "Give an SMTP address or user principal name such as anna@contoso.com, or the user's object id.");
        }
    }

    /// <summary>The same local part in another domain.</summary>
    /// <param name="address">An address.</param>
    /// <param name="domain">The other domain, with or without the @ before it.</param>
    /// <param name="side">"source" or "destination", for the message.</param>
    /// <exception cref="MigrationException">InvalidArgument: an object id has no domain to replace, or the domain is none.</exception>
    public static string InDomain(string address, string domain, string side)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(domain);
        var at = address.LastIndexOf('@');
        if (at < 0)
        {
            throw CatalogError.Invalid($"'{address}' has no domain that {domain} could take the place of.", address, $"Give its {side} address itself.");
        }

        var moved = $"{address[..at]}@{domain.TrimStart('@')}";
        Check(moved, side);
        return moved;
    }

    private static bool IsAddress(string address)
    {
        var at = address.LastIndexOf('@');
        return address.Length <= MostCharacters && at > 0 && address[..at].All(IsLocal) && IsDomain(address[(at + 1)..]);
    }

    private static bool IsLocal(char character)
        => !char.IsWhiteSpace(character) && !char.IsControl(character) && !NeverInLocalPart.Contains(character, StringComparison.Ordinal);

    private static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length > 1 && labels.All(IsLabel);
    }

    private static bool IsLabel(string label)
        => label.Length is > 0 and <= MostCharactersInLabel && label[0] != '-' && label[^1] != '-' && label.All(character => char.IsLetterOrDigit(character) || character == '-');
}

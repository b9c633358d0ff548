using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Projects;

/// <summary>Shows what mapping rules do to addresses before anything is migrated. Immutable; reads the project once.</summary>
public sealed class RecipientPreview
{
    private readonly AddressMap map;
    private readonly AddressDirectory directory = AddressDirectory.Empty;
    private readonly string? project;
    private readonly IReadOnlyList<MigrationUser> users = [];
    private readonly Dictionary<string, MigrationUser> usersByAddress = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A preview of rules alone.</summary>
    /// <param name="rules">Texts as for <see cref="RecipientMapping.Read"/>.</param>
    /// <exception cref="MigrationException">InvalidArgument: a rule is malformed or contradicts another.</exception>
    public RecipientPreview(IEnumerable<string> rules) => map = RecipientMapping.Parse(rules);

    /// <summary>A preview of a project: its rules, its users, its recipients.</summary>
    /// <param name="catalog">Where the project is.</param>
    /// <param name="project">Its name.</param>
    /// <param name="rules">Rules to try in place of the project's; null = the project's.</param>
    /// <exception cref="MigrationException">ProjectNotFound, InvalidArgument.</exception>
    public RecipientPreview(IMigrationCatalog catalog, string project, IEnumerable<string>? rules = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var found = catalog.GetProject(project);
        this.project = found.Name;
        map = RecipientMapping.Parse(rules ?? found.Options.RecipientMapping);
        directory = catalog.GetAddressDirectory(found.Name);
        users = catalog.GetUsers(found.Name);
        foreach (var user in users)
        {
            usersByAddress.TryAdd(user.SourceAddress, user);
        }
    }

    /// <summary>How many rules there are.</summary>
    public int RuleCount => map.Rules.Count;

    /// <summary>What becomes of the addresses of the project's users, in the order they were added.</summary>
    public IEnumerable<MappedRecipient> Users() => users.Select(user => Of(user.SourceAddress));

    /// <summary>What becomes of an address: SMTP, or a legacyExchangeDN with or without <c>X500:</c> or <c>EX:</c>, which is looked up among the project's recipients.</summary>
    public MappedRecipient Of(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var text = address.Trim();
        var smtp = Without(text, "smtp:");
        if (LegacyName.TryRead(text, out var name))
        {
            if (!directory.TryGet(name, out smtp))
            {
                return Unmapped(
                    text,
                    RecipientMappingOutcome.UnknownName,
                    $"{(project is null ? "Without a project nobody tells" : $"The recipients of {project} do not tell")} whose name this is: it is mapped only in items that say the SMTP address too. Add-ArchiveMigrationRecipient takes it from Get-Mailbox.");
            }
        }
        else if (!smtp.Contains('@', StringComparison.Ordinal) || smtp.Any(char.IsWhiteSpace))
        {
            return Unmapped(text, RecipientMappingOutcome.NotAnAddress, "Give an SMTP address (user@domain) or a legacyExchangeDN (/o=…).");
        }

        var preview = map.Preview(smtp);
        return Compare(new MappedRecipient
        {
            Address = text,
            MappedAddress = preview.Rule is null ? text : preview.MappedAddress,
            Rule = preview.Rule?.ToString(),
            Outcome = preview.Rule is null ? RecipientMappingOutcome.NoRule : RecipientMappingOutcome.Mapped,
        }, smtp);
    }

    private MappedRecipient Compare(MappedRecipient mapped, string smtp)
    {
        if (!usersByAddress.TryGetValue(smtp, out var user))
        {
            return mapped;
        }

        if (user.DestinationAddress.Length == 0)
        {
            return mapped;
        }

        mapped = mapped with { DestinationAddress = user.DestinationAddress };
        if (!user.DestinationAddress.Contains('@', StringComparison.Ordinal))
        {
            return mapped;
        }

        var becomes = mapped.Rule is null ? smtp : mapped.MappedAddress;
        var matches = string.Equals(becomes, user.DestinationAddress, StringComparison.OrdinalIgnoreCase);
        return mapped with
        {
            MatchesDestination = matches,
            Outcome = matches || mapped.Rule is null ? mapped.Outcome : RecipientMappingOutcome.DestinationDiffers,
            Message = matches ? null
                : mapped.Rule is null ? $"Replies to {smtp} do not reach {user.DestinationAddress}. Add the rule '{smtp}->{user.DestinationAddress}', or one for the domain."
                : $"Replies go to {becomes}. See that {user.DestinationAddress} has this address too, or add the rule '{smtp}->{user.DestinationAddress}'.",
        };
    }

    private static MappedRecipient Unmapped(string address, RecipientMappingOutcome outcome, string message)
        => new() { Address = address, MappedAddress = address, Outcome = outcome, Message = message };

    private static string Without(string text, string prefix)
        => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text;
}

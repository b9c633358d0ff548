using System.Management.Automation;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Binding;

/// <summary>The recipients of a project meant by a legacyExchangeDN, an SMTP address, or a wildcard over both. Reads them once, for a pipeline of names.</summary>
internal sealed class RecipientSelection
{
    private readonly string project;
    private readonly Dictionary<string, MigrationRecipient> byName;
    private readonly ILookup<string, MigrationRecipient> byAddress;

    public RecipientSelection(string project, IReadOnlyList<MigrationRecipient> recipients)
    {
        this.project = project;
        All = recipients;
        byName = recipients.ToDictionary(recipient => recipient.LegacyExchangeDN, StringComparer.OrdinalIgnoreCase);
        byAddress = recipients.ToLookup(recipient => recipient.PrimarySmtpAddress, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All of the project.</summary>
    public IReadOnlyList<MigrationRecipient> All { get; }

    /// <summary>Those that a text means; an address means all names of the recipient.</summary>
    /// <exception cref="MigrationException">RecipientNotFound: a text without wildcards means nobody.</exception>
    public IEnumerable<MigrationRecipient> Of(string pattern)
    {
        // First as it is: brackets and stars can be part of a name.
        if (byName.TryGetValue(LegacyName.TryRead(pattern, out var name) ? name : pattern, out var recipient))
        {
            return [recipient];
        }

        if (byAddress.Contains(pattern))
        {
            return byAddress[pattern];
        }

        if (!WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            throw new MigrationException(ErrorIds.RecipientNotFound, MigrationErrorKind.NotFound, $"Project '{project}' has no recipient '{pattern}'.")
            {
                Target = pattern,
                Remedy = $"Give a legacyExchangeDN or an SMTP address of its recipients, of which there are {All.Count:N0}: Get-ArchiveMigrationRecipient {project}",
            };
        }

        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return All.Where(candidate => wildcard.IsMatch(candidate.LegacyExchangeDN) || wildcard.IsMatch(candidate.PrimarySmtpAddress));
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Rules that turn addresses of one tenant into those of another. A rule for the address itself comes before one for its
/// domain, and that before one for its subdomains, of which the longest wins. Addresses are compared without case,
/// domains in either form of internationalised names. Each address is mapped once: what a rule makes is no other rule's source.
/// Immutable; any number of threads can use it.
/// </summary>
public sealed partial class AddressMap
{
    private readonly TextTable<AddressRule> addresses = new();
    private readonly TextTable<AddressRule> domains = new();
    private readonly TextTable<AddressRule> subdomains = new();
    private readonly int longestDestination;

    /// <summary>Makes a map of rules; the same rule twice counts once.</summary>
    /// <exception cref="AddressRuleException">Two rules give the same source to different destinations.</exception>
    public AddressMap(IEnumerable<AddressRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var kept = new List<AddressRule>();
        foreach (var rule in rules)
        {
            var table = rule.IsForAddress ? addresses : rule.IsForSubdomains ? subdomains : domains;
            var key = rule.IsForAddress ? $"{rule.SourceLocal}@{rule.SourceDomain}" : rule.SourceDomain;
            if (table.TryAdd(key, rule))
            {
                kept.Add(rule);
                longestDestination = Math.Max(longestDestination, (rule.DestinationLocal?.Length ?? 0) + rule.DestinationDomain.Length + 1);
            }
            else if (table.TryGet(key, out var first) && !GivesTheSame(first, rule))
            {
                throw new AddressRuleException(rule.ToString(), $"the rule '{first}' already maps {first.Source}; keep one of them");
            }
        }

        Rules = kept;
    }

    /// <summary>A map without rules.</summary>
    public static AddressMap Empty { get; } = new([]);

    /// <summary>The rules, without repeated ones.</summary>
    public IReadOnlyList<AddressRule> Rules { get; }

    /// <summary>
    /// Reads rules as MigrationWiz's users write them: <c>RecipientMapping="@a.onmicrosoft.com->@b.com"</c>, with or without the
    /// name and quotation marks, several separated by spaces, commas, semicolons or lines.
    /// </summary>
    /// <exception cref="AddressRuleException">A rule is malformed or contradicts another; or there is none in a text that is not blank.</exception>
    public static AddressMap Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse([text]);
    }

    /// <summary>Reads rules from several texts, each like that of <see cref="Parse(string)"/>.</summary>
    /// <exception cref="AddressRuleException">A rule is malformed or contradicts another; or a text that is not blank has none.</exception>
    public static AddressMap Parse(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new AddressMap(texts.Where(text => !string.IsNullOrWhiteSpace(text)).SelectMany(text =>
        {
            var rules = AddressRuleText.Split(text).ToList();
            return rules.Count > 0 ? rules : throw new AddressRuleException(text, "there is no rule in it; write '@old.example->@new.example'");
        }));
    }

    /// <summary>Reads rules like <see cref="Parse(string)"/> and tells what is wrong instead of throwing it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AddressMap? map, [NotNullWhen(false)] out string? error)
    {
        (map, error) = (null, null);
        try
        {
            map = Parse(text ?? string.Empty);
        }
        catch (AddressRuleException refused)
        {
            error = refused.Message;
        }

        return map is not null;
    }

    /// <summary>Makes a map of pairs of source and destination.</summary>
    /// <exception cref="AddressRuleException">A pair is malformed or contradicts another.</exception>
    public static AddressMap Of(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return new AddressMap(pairs.Select(pair => new AddressRule(pair.Key, pair.Value)));
    }

    /// <summary>Maps an address. False when no rule is for it, or the rule leaves it as it is.</summary>
    public bool TryMap(string address, [NotNullWhen(true)] out string? mapped)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<char> destination = new char[LongestResultFor(address)];
        mapped = TryMap(address, destination, out var written) ? destination[..written].ToString() : null;
        return mapped is not null;
    }

    /// <summary>Tells what becomes of an address, and by which rule.</summary>
    public AddressPreview Preview(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var rule = SmtpAddress.TrySplit(address, out _, out var domain) ? Find(address, AsciiOf(domain), out _) : null;
        return new AddressPreview(address, TryMap(address, out var mapped) ? mapped : address, rule);
    }

    private static bool GivesTheSame(AddressRule one, AddressRule other) =>
        string.Equals(one.DestinationLocal, other.DestinationLocal, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.DestinationDomain, other.DestinationDomain, StringComparison.OrdinalIgnoreCase)
        && one.KeepsSubdomain == other.KeepsSubdomain;

    private static ReadOnlySpan<char> AsciiOf(ReadOnlySpan<char> domain) =>
        Ascii.IsValid(domain) ? domain : SmtpAddress.ToAsciiDomain(domain.ToString());
}

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// One rule of a mapping: <c>user@a->user@b</c> for an address, <c>@a->@b</c> for all of a domain, <c>@*.a->@b</c> for the
/// subdomains of a domain at any depth, without the domain itself, and <c>@*.a->@*.b</c> to keep their names under the new one.
/// </summary>
public sealed record AddressRule
{
    private const string Arrow = "->";
    private const string AnySubdomain = "*.";

    /// <summary>Makes a rule of its two sides.</summary>
    /// <exception cref="AddressRuleException">A side is neither an address nor a domain, or they do not go together.</exception>
    public AddressRule(string source, string destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        Source = source.Trim();
        Destination = destination.Trim();
        (SourceLocal, SourceDomain, IsForSubdomains) = Read(Source, "source");
        (DestinationLocal, DestinationDomain, KeepsSubdomain) = Read(Destination, "destination");
        if (SourceLocal is null != DestinationLocal is null)
        {
            throw Refuse(SourceLocal is null
                ? "it gives a whole domain to one address; write '@domain->@domain', or a rule for each address"
                : "it gives one address to a domain; write the whole address behind the arrow");
        }

        if (KeepsSubdomain && !IsForSubdomains)
        {
            throw Refuse("'@*.' behind the arrow needs '@*.' before it");
        }
    }

    /// <summary>What is before the arrow, as written.</summary>
    public string Source { get; }

    /// <summary>What is behind the arrow, as written.</summary>
    public string Destination { get; }

    /// <summary>Whether the rule is for one address and not for a domain.</summary>
    public bool IsForAddress => SourceLocal is not null;

    /// <summary>Whether the rule is for all subdomains of a domain, but not for the domain itself.</summary>
    public bool IsForSubdomains { get; }

    internal string? SourceLocal { get; }

    internal string SourceDomain { get; }

    internal string? DestinationLocal { get; }

    internal string DestinationDomain { get; }

    internal bool KeepsSubdomain { get; }

    /// <summary>Reads one rule, <c>source->destination</c>. Several in one text: <see cref="AddressMap.Parse(string)"/>.</summary>
    /// <exception cref="AddressRuleException">The text is not a rule.</exception>
    public static AddressRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var arrow = text.IndexOf(Arrow, StringComparison.Ordinal);
        if (arrow < 0)
        {
            throw new AddressRuleException(text, "a rule has an arrow, as in '@old.example->@new.example'");
        }

        return text.IndexOf(Arrow, arrow + 1, StringComparison.Ordinal) >= 0
            ? throw new AddressRuleException(text, "a rule has one arrow; separate rules by spaces, commas or lines")
            : new AddressRule(text[..arrow], text[(arrow + Arrow.Length)..]);
    }

    /// <inheritdoc/>
    public override string ToString() => Source + Arrow + Destination;

    private (string? Local, string Domain, bool AnySubdomain) Read(string side, string which)
    {
        if (side.Length == 0)
        {
            throw Refuse($"its {which} is empty");
        }

        string? local = null;
        var domain = side.AsSpan(1);
        if (side[0] != '@')
        {
            if (!SmtpAddress.TrySplit(side, out var localPart, out domain))
            {
                throw Refuse($"its {which} '{side}' is neither an address (user@domain) nor a domain (@domain)");
            }

            local = localPart.ToString();
        }

        var isForSubdomains = local is null && domain.StartsWith(AnySubdomain, StringComparison.Ordinal);
        var written = (isForSubdomains ? domain[AnySubdomain.Length..] : domain).ToString();
        return (local, SmtpAddress.ToAsciiDomain(written) ?? throw Refuse($"'{written}' in its {which} is not a domain name"), isForSubdomains);
    }

    private AddressRuleException Refuse(string reason) => new(ToString(), reason);
}

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Finding the rule for an address and applying it, without allocation for ordinary domains.</summary>
public sealed partial class AddressMap
{
    /// <summary>Characters that suffice for the result of mapping the address.</summary>
    public int LongestResultFor(ReadOnlySpan<char> address) => address.Length + longestDestination;

    /// <summary>
    /// Maps an address into <paramref name="destination"/>. The local part keeps its case; the domain is the rule's, as ASCII,
    /// in capitals when that of the address is. False when no rule is for the address or it stays as it is.
    /// </summary>
    /// <exception cref="ArgumentException">The destination has fewer than <see cref="LongestResultFor"/> characters.</exception>
    public bool TryMap(ReadOnlySpan<char> address, Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        if (Rules.Count == 0 || !SmtpAddress.TrySplit(address, out var local, out var domain))
        {
            return false;
        }

        var ascii = AsciiOf(domain);
        if (ascii.IsEmpty || Find(address, ascii, out var subdomain) is not { } rule)
        {
            return false;
        }

        if (destination.Length < LongestResultFor(address))
        {
            throw new ArgumentException($"{LongestResultFor(address)} characters are needed, not {destination.Length}.", nameof(destination));
        }

        var length = Append(destination, 0, rule.DestinationLocal ?? local, rule.DestinationLocal is not null && SmtpAddress.IsUpperCase(local));
        destination[length++] = '@';
        var isUpperCase = SmtpAddress.IsUpperCase(domain);
        if (rule.KeepsSubdomain)
        {
            length = Append(destination, length, subdomain, isUpperCase);
        }

        length = Append(destination, length, rule.DestinationDomain, isUpperCase);
        charsWritten = length;
        return !address.SequenceEqual(destination[..length]);
    }

    private static int Append(Span<char> destination, int at, ReadOnlySpan<char> text, bool inUpperCase)
    {
        if (inUpperCase)
        {
            return at + text.ToUpperInvariant(destination[at..]);
        }

        text.CopyTo(destination[at..]);
        return at + text.Length;
    }

    private AddressRule? Find(ReadOnlySpan<char> address, ReadOnlySpan<char> domain, out ReadOnlySpan<char> subdomain)
    {
        subdomain = default;
        if (addresses.Count != 0 && addresses.TryGet(WithDomain(address, domain), out var rule))
        {
            return rule;
        }

        if (domains.TryGet(domain, out rule))
        {
            return rule;
        }

        for (var dot = subdomains.Count == 0 ? -1 : domain.IndexOf('.'); dot >= 0;)
        {
            if (subdomains.TryGet(domain[(dot + 1)..], out rule))
            {
                subdomain = domain[..(dot + 1)];
                return rule;
            }

            var next = domain[(dot + 1)..].IndexOf('.');
            dot = next < 0 ? -1 : dot + 1 + next;
        }

        return null;
    }

    private static ReadOnlySpan<char> WithDomain(ReadOnlySpan<char> address, ReadOnlySpan<char> domain) =>
        address.EndsWith(domain) ? address : string.Concat(address[..(address.LastIndexOf('@') + 1)], domain);
}

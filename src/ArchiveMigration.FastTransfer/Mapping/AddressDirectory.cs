namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// SMTP addresses by legacyExchangeDN (or X500 address), compared without case. Items name people of their own tenant by
/// such names; this tells who that was where the item itself does not. Immutable; any number of threads can use it.
/// </summary>
public sealed class AddressDirectory
{
    private readonly TextTable<string> addresses = new();

    /// <summary>
    /// Makes a directory of pairs of a distinguished name (<c>/o=…/cn=…</c>, with or without <c>X500:</c> or <c>EX:</c> before it)
    /// and an SMTP address (with or without <c>smtp:</c>). The same pair twice counts once.
    /// </summary>
    /// <exception cref="AddressRuleException">A name or an address is none, or a name has two different addresses.</exception>
    public AddressDirectory(IEnumerable<KeyValuePair<string, string>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var (name, address) in entries)
        {
            var (dn, smtp) = (CheckName(name), CheckAddress(address));
            if (!addresses.TryAdd(dn, smtp) && addresses.TryGet(dn, out var first)
                && !string.Equals(first, smtp, StringComparison.OrdinalIgnoreCase))
            {
                throw new AddressRuleException(dn, $"the distinguished name is there twice, for {first} and for {smtp}; keep one of them");
            }
        }
    }

    /// <summary>A directory without entries.</summary>
    public static AddressDirectory Empty { get; } = new([]);

    /// <summary>How many distinguished names there are.</summary>
    public int Count => addresses.Count;

    /// <summary>The distinguished names, without prefixes, and their addresses, in the order they were given.</summary>
    public IEnumerable<KeyValuePair<string, string>> Entries => addresses.All.Select(entry => KeyValuePair.Create(entry.Key, entry.Value));

    /// <summary>Finds the SMTP address of a distinguished name, which has no prefix.</summary>
    public bool TryGet(ReadOnlySpan<char> legacyDn, out string smtpAddress) => addresses.TryGet(legacyDn, out smtpAddress);

    private static string CheckName(string? name)
    {
        var dn = WithoutPrefix(WithoutPrefix((name ?? string.Empty).Trim(), "X500:"), "EX:");
        return dn.Length > 1 && dn[0] == '/'
            ? dn
            : throw new AddressRuleException(name ?? string.Empty, "a legacyExchangeDN or X500 address starts with '/', as in '/o=ExchangeLabs/…/cn=…'");
    }

    private static string CheckAddress(string? address)
    {
        var smtp = WithoutPrefix((address ?? string.Empty).Trim(), "smtp:");
        return SmtpAddress.TrySplit(smtp, out var local, out var domain) && SmtpAddress.ToAsciiDomain(domain.ToString()) is { } ascii
            ? $"{local}@{ascii}"
            : throw new AddressRuleException(address ?? string.Empty, "it is not an SMTP address (user@domain)");
    }

    private static string WithoutPrefix(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text;
}

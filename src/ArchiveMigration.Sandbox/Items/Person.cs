using System.Globalization;
using System.Text;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>
/// Somebody with an address. Colleagues are in the directory and have a legacyExchangeDN, as all mail within a tenant
/// names them (address type EX); others have an SMTP address only.
/// </summary>
public sealed class Person
{
    private readonly byte[] entryId;
    private readonly byte[] searchKey;

    /// <param name="name">The display name.</param>
    /// <param name="alias">The part of the address before the @.</param>
    /// <param name="domain">The part after it.</param>
    /// <param name="isColleague">Whether the person is in the directory of the tenant.</param>
    public Person(string name, string alias, string domain, bool isColleague)
        : this(name, alias, domain, isColleague, hasAnsiEntryId: false)
    {
    }

    internal Person(string name, string alias, string domain, bool isColleague, bool hasAnsiEntryId)
    {
        ArgumentException.ThrowIfNullOrEmpty(alias);
        ArgumentException.ThrowIfNullOrEmpty(domain);
        Name = name;
        GivenName = name;
        Surname = name;
        Alias = alias;
        SmtpAddress = $"{alias}@{domain}";
        IsColleague = isColleague;
        AddressType = isColleague ? "EX" : "SMTP";
        Address = isColleague ? MakeLegacyDn(SmtpAddress, alias) : SmtpAddress;
        OneOffEntryId = hasAnsiEntryId ? EntryIds.AnsiOneOff(name, SmtpAddress) : EntryIds.OneOff(name, SmtpAddress);
        entryId = isColleague ? EntryIds.AddressBook(Address) : OneOffEntryId;
        searchKey = Encoding.ASCII.GetBytes($"{AddressType}:{Address}\0".ToUpperInvariant());
    }

    public string Name { get; }

    /// <summary>The name, unless it is known apart.</summary>
    public string GivenName { get; init; }

    /// <summary>The name, unless it is known apart.</summary>
    public string Surname { get; init; }

    public string Alias { get; }

    public string SmtpAddress { get; }

    public bool IsColleague { get; }

    /// <summary>EX or SMTP.</summary>
    public string AddressType { get; }

    /// <summary>The legacyExchangeDN of a colleague, the SMTP address of anybody else.</summary>
    public string Address { get; }

    /// <summary>An address book entry id for a colleague, a one-off one for anybody else.</summary>
    public ReadOnlySpan<byte> EntryId => entryId;

    /// <summary>Address type, colon, address and NUL, in capitals.</summary>
    public ReadOnlySpan<byte> SearchKey => searchKey;

    /// <summary>The entry id that needs no directory.</summary>
    internal byte[] OneOffEntryId { get; }

    /// <summary>The form Exchange Online gives it: 32 digits, a hyphen and the beginning of the alias.</summary>
    private static string MakeLegacyDn(string smtpAddress, string alias)
    {
        // FNV-1a, so that the same person has the same DN in every item; string hash codes differ from run to run.
        var hash = 14695981039346656037UL;
        foreach (var character in smtpAddress)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={SeededRandom.Mix(hash):x16}{SeededRandom.Mix(~hash):x16}-{alias[..Math.Min(alias.Length, 12)]}");
    }
}

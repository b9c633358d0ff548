using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Binding;

/// <summary>
/// A recipient of the source tenant as Get-Mailbox, Get-EXOMailbox, Get-MailUser, Get-Recipient or a CSV file of their output describe it: its
/// legacyExchangeDN, the X500 addresses it had before, and its SMTP address. Only reads what is in the object; never asks a service.
/// </summary>
public sealed partial class RecipientReference
{
    private static readonly string[] NameColumns = ["LegacyExchangeDN", "Legacy Exchange DN", "X500Address", "X500"];

    private static readonly string[] AddressColumns =
        ["PrimarySmtpAddress", "Primary Smtp Address", "WindowsEmailAddress", "SmtpAddress", "EmailAddress", "Source Email", "SourceAddress"];

    private static readonly string[] ProxyColumns = ["EmailAddresses", "Email Addresses", "ProxyAddresses"];

    /// <summary>A recipient described by an object's properties.</summary>
    /// <param name="described">Not a PSObject by type: PowerShell would then not offer objects of .NET classes, only those of its own making.</param>
    public RecipientReference(object described)
    {
        var recipient = PSObject.AsPSObject(described);
        Text = recipient.ToString();
        Columns = [.. recipient.BaseObject is string ? [] : recipient.Properties.Select(property => property.Name)];
        var proxies = Columns.Count == 0 ? [] : Proxies(recipient);
        Address = First(recipient, AddressColumns) ?? proxies.Find(proxy => proxy.StartsWith("SMTP:", StringComparison.Ordinal));

        // As it is written: whether it can be used, and why not, the engine says.
        var name = First(recipient, NameColumns);
        var formerNames = proxies.Where(proxy => proxy.StartsWith("X500:", StringComparison.OrdinalIgnoreCase));
        LegacyNames = [.. (name is null ? formerNames : formerNames.Prepend(name)).DistinctBy(Bare, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The names of the properties that can hold the legacyExchangeDN.</summary>
    public static IReadOnlyList<string> LegacyNameColumns => [.. NameColumns, ProxyColumns[0]];

    /// <summary>The names of the properties that can hold the SMTP address.</summary>
    public static IReadOnlyList<string> SmtpAddressColumns => AddressColumns;

    /// <summary>Its legacyExchangeDN first, then the X500 addresses it has; none when the object tells none.</summary>
    public IReadOnlyList<string> LegacyNames { get; }

    /// <summary>Its SMTP address, or null when the object has none.</summary>
    public string? Address { get; }

    /// <summary>The names of the object's properties; empty for a plain text.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The object as text, for messages.</summary>
    internal string Text { get; }

    /// <inheritdoc/>
    public override string ToString() => Address ?? Text;

    /// <summary>A list of texts, of Exchange's own address objects, or, from a CSV file, all in one text.</summary>
    private static List<string> Proxies(PSObject recipient)
    {
        foreach (var column in ProxyColumns)
        {
            var value = recipient.Properties[column]?.Value;
            value = value is PSObject wrapped ? wrapped.BaseObject : value;
            if (value is string text)
            {
                return [.. Separators().Split(text.Trim(' ', '{', '}')).Where(proxy => proxy.Length > 0)];
            }

            if (value is IEnumerable several)
            {
                return [.. several.Cast<object?>().Select(ProxyText).OfType<string>()];
            }
        }

        return [];
    }

    /// <summary>Exchange's own address says itself as text; a deserialized one does so too, or has the text as a property.</summary>
    private static string? ProxyText(object? proxy)
    {
        var described = proxy is null ? null : PSObject.AsPSObject(proxy);
        return described?.Properties["ProxyAddressString"]?.Value as string ?? described?.ToString();
    }

    private static string? First(PSObject recipient, string[] columns)
        => columns.Select(column => recipient.Properties[column]?.Value?.ToString()?.Trim()).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    private static string Bare(string name) => LegacyName.TryRead(name, out var bare) ? bare : name;

    // A name can hold commas and blanks itself, as in /o=Contoso, Inc: only before the next address does it end.
    [GeneratedRegex(@"[\s,;|]+(?=(?:smtp|x500|x400|sip|eum|spo|ex|gwise|notes|ccmail|ms):)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}

using System.Management.Automation;

namespace ArchiveMigration.Binding;

/// <summary>
/// A mailbox as administrators hand it over: an address, a row of a CSV file (MigrationWiz's headers and Exchange's), or what
/// Get-Mailbox, Get-EXOMailbox, Get-MailUser or Get-ArchiveMigrationUser give. Only reads what is in the object; never asks a service.
/// </summary>
public sealed class MailboxReference
{
    /// <summary>Where the source address is looked for, in this order. A column that says "source" is meant; the others follow Exchange's habits.</summary>
    private static readonly string[] SourceNames =
        ["Source Email", "SourceAddress", "SourceEmail", "PrimarySmtpAddress", "WindowsEmailAddress", "UserPrincipalName", "EmailAddress"];

    private static readonly string[] DestinationNames =
        ["Destination Email", "DestinationAddress", "DestinationEmail"];

    private static readonly string[] DisplayNames = ["DisplayName", "Display Name"];

    /// <summary>A mailbox known by its address.</summary>
    public MailboxReference(string address)
    {
        SourceAddress = Blank(address);
    }

    /// <summary>A mailbox described by an object's properties.</summary>
    /// <param name="described">Not a PSObject by type: PowerShell would then not offer objects of .NET classes, only those of its own making.</param>
    public MailboxReference(object described)
    {
        var mailbox = PSObject.AsPSObject(described);
        if (mailbox.BaseObject is string address)
        {
            SourceAddress = Blank(address);
            return;
        }

        SourceAddress = First(mailbox, SourceNames);
        DestinationAddress = First(mailbox, DestinationNames);
        DisplayName = First(mailbox, DisplayNames);
        Columns = [.. mailbox.Properties.Select(property => property.Name)];
    }

    /// <summary>The names of the properties that can hold the source address.</summary>
    public static IReadOnlyList<string> SourceColumns => SourceNames;

    /// <summary>The names of the properties that can hold the destination address.</summary>
    public static IReadOnlyList<string> DestinationColumns => DestinationNames;

    /// <summary>The source address, or null when the object has none.</summary>
    public string? SourceAddress { get; }

    /// <summary>The destination address, or null when the object has none.</summary>
    public string? DestinationAddress { get; }

    /// <summary>The name shown to people, or null.</summary>
    public string? DisplayName { get; }

    /// <summary>The names of the object's properties; empty for a plain address.</summary>
    public IReadOnlyList<string> Columns { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => SourceAddress ?? string.Empty;

    private static string? First(PSObject mailbox, string[] names)
    {
        foreach (var name in names)
        {
            // Exchange's own address types say their address when asked for text.
            if (mailbox.Properties[name]?.Value is { } value && Blank(value.ToString()) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

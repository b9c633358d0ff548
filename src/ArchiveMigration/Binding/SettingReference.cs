using System.Collections;
using System.Management.Automation;
using ArchiveMigration.Engine.Companions;

namespace ArchiveMigration.Binding;

/// <summary>
/// A line of the source's export: what Get-MailboxFolderPermission or Get-MailboxJunkEmailConfiguration gives, as objects or read from a CSV or JSON file. Which of the two it is
/// show its properties.
/// </summary>
public sealed class SettingReference
{
    private static readonly string[] MailboxColumns = ["Mailbox", "SourceAddress", "MailboxAddress", "PrimarySmtpAddress", "MailboxOwnerId", "Identity"];
    private static readonly string[] FolderColumns = ["FolderPath", "Folder", "FolderName"];
    private static readonly string[] UserColumns = ["UserAddress", "Grantee", "User"];

    /// <param name="described">Not a PSObject by type: PowerShell would then not offer objects of .NET classes, only those of its own making.</param>
    public SettingReference(object described)
    {
        var row = PSObject.AsPSObject(described);
        Text = row.ToString();
        var mailbox = Mailbox(row);
        if (mailbox is null)
        {
            return;
        }

        if (Has(row, "AccessRights"))
        {
            Permission = new FolderPermission(mailbox, Folder(row), User(row), List(row, "AccessRights"), List(row, "SharingPermissionFlags"));
        }
        else if (Has(row, "TrustedSendersAndDomains") || Has(row, "BlockedSendersAndDomains"))
        {
            Junk = new JunkEmailLists(mailbox, List(row, "TrustedSendersAndDomains"), List(row, "BlockedSendersAndDomains"), Truth(row, "ContactsTrusted"), Truth(row, "TrustedListsOnly"), Truth(row, "Enabled"));
        }
    }

    /// <summary>The permission, when it is one.</summary>
    public FolderPermission? Permission { get; }

    /// <summary>The lists, when it is them.</summary>
    public JunkEmailLists? Junk { get; }

    /// <summary>The object as text, for messages.</summary>
    internal string Text { get; }

    // anna@contoso.com:\Inbox names both the mailbox and the folder.
    private static string? Mailbox(PSObject row) => MailboxColumns.Select(name => Value(row, name)).OfType<string>().Select(text => text.Split(":\\", 2)[0].Split(":/", 2)[0]).FirstOrDefault(text => text.Contains('@', StringComparison.Ordinal));

    private static string Folder(PSObject row) => Value(row, "Identity") is { } identity && identity.IndexOf(":\\", StringComparison.Ordinal) is > 0 and var at
        ? identity[(at + 1)..]
        : FolderColumns.Select(name => Value(row, name)).OfType<string>().FirstOrDefault() ?? string.Empty;

    // Exchange's own object says the address deeper down; a file has a text.
    private static string User(PSObject row)
    {
        foreach (var name in UserColumns)
        {
            if (row.Properties[name]?.Value is { } user)
            {
                var described = PSObject.AsPSObject(user);
                var principal = (described.Properties["RecipientPrincipal"] ?? described.Properties["ADRecipient"])?.Value;
                return (principal is null ? null : Value(PSObject.AsPSObject(principal), "PrimarySmtpAddress")) ?? described.ToString().Trim();
            }
        }

        return string.Empty;
    }

    private static List<string> List(PSObject row, string name) => row.Properties[name]?.Value switch
    {
        null => [],
        string text => [.. text.Trim('{', '}').Split([',', ';', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        IEnumerable many => [.. many.Cast<object?>().Where(entry => entry is not null).Select(entry => entry!.ToString()!.Trim()).Where(text => text.Length > 0)],
        var one => [one.ToString()!],
    };

    private static bool? Truth(PSObject row, string name) => bool.TryParse(Value(row, name), out var truth) ? truth : null;

    private static bool Has(PSObject row, string name) => row.Properties[name] is not null;

    private static string? Value(PSObject row, string name) => row.Properties[name]?.Value?.ToString()?.Trim() is { Length: > 0 } text ? text : null;
}

using System.Globalization;
using System.Management.Automation;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Binding;

/// <summary>
/// A mailbox as administrators hand it over: an address, a row of a CSV file (MigrationWiz's headers and Exchange's), or what
/// Get-Mailbox, Get-EXOMailbox, Get-MailUser or Get-ArchiveMigrationUser give. Only reads what is in the object; never asks a service.
/// </summary>
public sealed class MailboxReference
{
    private readonly UserOptions? own;
    private readonly string?[] ownTexts = [];

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

        SourceAddress = First(mailbox, UserColumns.Source);
        DestinationAddress = First(mailbox, UserColumns.Destination);
        DisplayName = First(mailbox, UserColumns.DisplayName);
        own = (described as MigrationUser ?? mailbox.BaseObject as MigrationUser)?.Options;
        ownTexts = own is null ? [.. new[] { UserColumns.DestinationMailbox, UserColumns.TargetRootFolder, UserColumns.ReceivedAfter, UserColumns.ReceivedBefore }.Select(names => First(mailbox, names))] : [];
        Columns = [.. mailbox.Properties.Select(property => property.Name)];
    }

    /// <summary>The source address, or null when the object has none.</summary>
    public string? SourceAddress { get; }

    /// <summary>The destination address, or null when the object has none.</summary>
    public string? DestinationAddress { get; }

    /// <summary>The name shown to people, or null.</summary>
    public string? DisplayName { get; }

    /// <summary>Whether the object has a property for the destination, empty or not.</summary>
    internal bool HasDestinationColumn => Columns.Any(column => UserColumns.Destination.Contains(column, StringComparer.OrdinalIgnoreCase));

    /// <summary>What the user has in place of the project's options: as a user of another project, or as it is written.</summary>
    /// <exception cref="Engine.MigrationException">InvalidArgument: what is written means nothing.</exception>
    public UserOptions Options => own ?? (ownTexts is [var mailbox, var folder, var after, var before] ? UserOptions.Read(mailbox, folder, after, before) : UserOptions.None);

    /// <summary>The names of the object's properties; empty for a plain address.</summary>
    public IReadOnlyList<string> Columns { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => SourceAddress ?? string.Empty;

    private static string? First(PSObject mailbox, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            // Exchange's own address types say their address when asked for text.
            if (mailbox.Properties[name]?.Value is { } value && Blank(value is DateTime or DateTimeOffset ? ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture) : value.ToString()) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

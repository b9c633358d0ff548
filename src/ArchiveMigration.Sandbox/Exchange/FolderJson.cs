using System.Text.Json;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>A mailboxFolder as Graph writes it.</summary>
internal static class FolderJson
{
    /// <summary>Writes the members into an object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, MailboxCall call, SandboxFolder folder, IReadOnlyList<ExtendedPropertyId> extended)
    {
        var query = call.Graph.Query;
        writer.WriteString("id", folder.Id);
        if (query.Selects("displayName"))
        {
            writer.WriteString("displayName", folder.DisplayName);
        }

        if (query.Selects("parentFolderId"))
        {
            writer.WriteString("parentFolderId", folder.Parent?.Id);
        }

        if (query.Selects("parentMailboxUrl"))
        {
            writer.WriteString("parentMailboxUrl", call.MailboxUrl);
        }

        if (query.Selects("childFolderCount"))
        {
            writer.WriteNumber("childFolderCount", folder.Children.Count);
        }

        if (query.Selects("totalItemCount"))
        {
            writer.WriteNumber("totalItemCount", folder.IsSearchFolder ? 0 : folder.Items.Count + (call.Graph.Fault?.Kind == FaultKind.WrongCounts ? 3 : 0));
        }

        if (query.Selects("wellKnownName"))
        {
            writer.WriteString("wellKnownName", folder.WellKnownName);
        }

        if (query.Selects("type"))
        {
            writer.WriteString("type", folder.Type);
        }

        ExtendedPropertyJson.Write(writer, extended, id => Value(folder, id));
    }

    /// <summary>An extended property of a folder, or null when it has none.</summary>
    private static string? Value(SandboxFolder folder, ExtendedPropertyId id) => (id.Type, id.Id) switch
    {
        ("Boolean", 0x10F4) => folder.IsHidden ? "true" : "false",
        ("Long", 0x0E08) => ExtendedPropertyJson.Text(folder.Items.Size),
        ("Integer", 0x3601) => folder.IsSearchFolder ? "2" : "1",
        ("Integer", 0x3602) => ExtendedPropertyJson.Text(folder.Items.Count),
        ("String", 0x3001) => folder.DisplayName,
        ("String", 0x3613) => folder.Type,

        // PR_FOLDER_PATHNAME separates names with U+FFFE, not with a backslash.
        ("String", 0x66B5) => "\uFFFE" + folder.Path.Replace('/', '\uFFFE'),
        ("SystemTime", 0x3007) => GraphCall.Format(folder.Created),
        _ => null,
    };
}

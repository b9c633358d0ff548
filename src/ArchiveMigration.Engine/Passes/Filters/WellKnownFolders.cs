using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes.Filters;

/// <summary>
/// Folders that every mailbox has, named as Exchange's <c>#Inbox#</c> tokens name them (New-MailboxExportRequest -ExcludeFolders). In archives the service
/// tells of hardly any which it is; then a folder at the top is told by its class, where that is of its own, or by its English name.
/// </summary>
internal static class WellKnownFolders
{
    // Token, Graph's wellKnownName, the folder class when only this folder has it at the top, English names.
    private static readonly (string Token, string Graph, string? FolderClass, string[] English)[] Known =
    [
        ("Inbox", "inbox", null, ["Inbox"]),
        ("SentItems", "sentitems", null, ["Sent Items"]),
        ("DeletedItems", "deleteditems", null, ["Deleted Items"]),
        ("Calendar", "calendar", "IPF.Appointment", ["Calendar"]),
        ("Contacts", "contacts", "IPF.Contact", ["Contacts"]),
        ("Drafts", "drafts", null, ["Drafts"]),
        ("Journal", "journal", "IPF.Journal", ["Journal"]),
        ("Tasks", "tasks", "IPF.Task", ["Tasks"]),
        ("Notes", "notes", "IPF.StickyNote", ["Notes"]),
        ("JunkEmail", "junkemail", null, ["Junk Email", "Junk E-mail"]),
        ("CommunicatorHistory", "conversationhistory", null, ["Conversation History"]),
        ("Voicemail", "voicemail", null, ["Voice Mail"]),
        ("Fax", "fax", null, ["Fax"]),
        ("Conflicts", "conflicts", null, ["Conflicts"]),
        ("SyncIssues", "syncissues", null, ["Sync Issues"]),
        ("LocalFailures", "localfailures", null, ["Local Failures"]),
        ("ServerFailures", "serverfailures", null, ["Server Failures"]),
    ];

    /// <summary>The names that go between number signs.</summary>
    public static IEnumerable<string> Names => Known.Select(static known => known.Token);

    /// <summary>The name as it is written, or null when there is none of that name.</summary>
    public static string? Find(string name) => Known.FirstOrDefault(known => known.Token.Equals(name, StringComparison.OrdinalIgnoreCase)).Token;

    /// <summary>Which of them a folder is, or null.</summary>
    public static string? Of(MailboxFolder folder)
    {
        if (folder.WellKnownName is { } told)
        {
            // The archive's own folders have names of their own: archivedeleteditems.
            var name = told.StartsWith("archive", StringComparison.OrdinalIgnoreCase) ? told["archive".Length..] : told;
            return Known.FirstOrDefault(known => known.Graph.Equals(name, StringComparison.OrdinalIgnoreCase)).Token;
        }

        return folder.ParentId is not null ? null
            : Known.FirstOrDefault(known => known.FolderClass is { } own && own.Equals(folder.FolderClass, StringComparison.OrdinalIgnoreCase)).Token
                ?? Known.FirstOrDefault(known => known.English.Contains(folder.Name, StringComparer.OrdinalIgnoreCase)).Token;
    }
}

using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Hosting;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>What a path below /admin/exchange/mailboxes asks for.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Mailbox">The mailbox id as sent.</param>
/// <param name="Folder">The folder id as sent, or null for the root.</param>
/// <param name="Item">The item id as sent.</param>
internal sealed record MailboxRoute(SandboxOperation Operation, string Mailbox, string? Folder = null, string? Item = null)
{
    /// <summary>Reads the segments after the version, or null when they belong to something else.</summary>
    /// <exception cref="GraphException">They begin like a mailbox call but lead nowhere.</exception>
    public static MailboxRoute? Read(string method, IReadOnlyList<string> segments)
    {
        if (segments.Count < 5 || !Is(segments[0], "admin") || !Is(segments[1], "exchange") || !Is(segments[2], "mailboxes"))
        {
            return null;
        }

        var mailbox = segments[3];
        var rest = segments.Skip(4).ToList();
        if (rest.Count == 1 && HttpMethods.IsPost(method) && Is(Plain(rest[0]), "exportItems"))
        {
            return new(SandboxOperation.ExportItems, mailbox);
        }

        if (rest.Count == 1 && HttpMethods.IsPost(method) && Is(Plain(rest[0]), "createImportSession"))
        {
            return new(SandboxOperation.CreateImportSession, mailbox);
        }

        return ReadFolder(method, mailbox, rest) ?? throw GraphException.NoSuchSegment(segments[^1]);
    }

    private static MailboxRoute? ReadFolder(string method, string mailbox, List<string> rest)
    {
        string? folder = null;

        // folders/{a}/childFolders/{b}/childFolders/{c} names c: each id is unique in its mailbox.
        while (rest.Count >= 2 && Is(rest[0], folder is null ? "folders" : "childFolders") && !Is(Plain(rest[1]), "delta"))
        {
            folder = rest[1];
            rest.RemoveRange(0, 2);
        }

        var get = HttpMethods.IsGet(method);
        var list = folder is null ? "folders" : "childFolders";
        return rest switch
        {
            [] when get => new(SandboxOperation.GetFolder, mailbox, folder),
            [] when HttpMethods.IsPatch(method) => new(SandboxOperation.UpdateFolder, mailbox, folder),
            [var r] when folder is not null && r == "$ref" && HttpMethods.IsDelete(method) => new(SandboxOperation.DeleteFolder, mailbox, folder),
            [var l] when Is(l, list) && get => new(SandboxOperation.ListFolders, mailbox, folder),
            [var l] when Is(l, list) && HttpMethods.IsPost(method) => new(SandboxOperation.CreateFolder, mailbox, folder),
            [var l, var d] when Is(l, list) && Is(Plain(d), "delta") && get => new(SandboxOperation.FolderDelta, mailbox, folder),
            [var i] when folder is not null && Is(i, "items") && get => new(SandboxOperation.ListItems, mailbox, folder),
            [var i, var d] when folder is not null && Is(i, "items") && Is(Plain(d), "delta") && get => new(SandboxOperation.ItemDelta, mailbox, folder),
            [var i, var id] when folder is not null && Is(i, "items") && get => new(SandboxOperation.GetItem, mailbox, folder, id),
            [var i, var id] when folder is not null && Is(i, "items") && HttpMethods.IsDelete(method) => new(SandboxOperation.DeleteItem, mailbox, folder, id),
            _ => null,
        };
    }

    private static bool Is(string segment, string name) => segment.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Functions and actions may carry empty parentheses and the namespace.</summary>
    private static string Plain(string segment)
    {
        var name = segment.EndsWith("()", StringComparison.Ordinal) ? segment[..^2] : segment;
        return name.StartsWith("microsoft.graph.", StringComparison.OrdinalIgnoreCase) ? name["microsoft.graph.".Length..] : name;
    }
}

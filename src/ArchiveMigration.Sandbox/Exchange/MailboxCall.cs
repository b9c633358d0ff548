using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>A request to one mailbox: who asks, what for, and the ids resolved.</summary>
internal sealed record MailboxCall(GraphCall Graph, MailboxRoute Route, SandboxMailbox Mailbox)
{
    public ExchangeBehaviour Behaviour => Graph.Runtime.Options.Exchange;

    /// <summary>The mailbox's own URL in the version that was asked.</summary>
    public string MailboxUrl => MailboxUrlOf(Mailbox);

    public string MailboxUrlOf(SandboxMailbox mailbox) => $"{Graph.Root}/admin/exchange/mailboxes/{mailbox.GraphId}";

    /// <summary>The folder of the path; the root for /folders itself.</summary>
    /// <exception cref="GraphException">The id is malformed or names nothing here.</exception>
    /// <exception cref="RedirectException">Its content is in another shard.</exception>
    public SandboxFolder Folder()
    {
        if (Route.Folder is not { } id)
        {
            return Mailbox.Root;
        }

        var folder = FindFolder(Mailbox, id) ?? throw GraphException.FolderNotFound();
        return folder.ExpandedTo is { } moved ? throw new RedirectException(ArchiveRedirect.Location(this, moved)) : folder;
    }

    /// <summary>The item of the path.</summary>
    /// <exception cref="GraphException">The id is malformed or names nothing in that folder.</exception>
    public (SandboxFolder Folder, FolderItem Item) Item()
    {
        var folder = Folder();
        if (!OpaqueId.TryReadItem(Route.Item!, out var mailbox, out var number, out var serial))
        {
            throw GraphException.MalformedId();
        }

        var holder = FolderOf(mailbox, number);
        return holder == folder && folder.Items.Find(serial) is { } item ? (folder, item) : throw GraphException.ItemNotFound();
    }

    /// <summary>The folder here that an item id's mailbox and folder mean, ids from before a move to this shard included.</summary>
    public SandboxFolder? FolderOf(Guid mailbox, int number) => FolderOf(Mailbox, mailbox, number);

    /// <summary>The folder of a mailbox that an id means: its own, or that of the main archive whose content moved here.</summary>
    public static SandboxFolder? FolderOf(SandboxMailbox here, Guid mailbox, int number)
    {
        if (mailbox == here.Id)
        {
            return here.FindFolder(number);
        }

        return here.MainArchive is { } main && main.Id == mailbox && main.FindFolder(number)?.ExpandedTo is { } moved && moved.Mailbox == here
            ? moved
            : null;
    }

    /// <summary>A folder by id, or by well-known name where those are accepted: not in archives.</summary>
    /// <exception cref="GraphException">The id is malformed.</exception>
    public static SandboxFolder? FindFolder(SandboxMailbox mailbox, string id)
    {
        if (OpaqueId.TryReadFolder(id, out var owner, out var number))
        {
            return FolderOf(mailbox, owner, number);
        }

        if (mailbox.IsArchive)
        {
            throw GraphException.MalformedId();
        }

        return id.Equals("msgfolderroot", StringComparison.OrdinalIgnoreCase)
            ? mailbox.Root
            : mailbox.AllFolders().FirstOrDefault(folder => id.Equals(folder.WellKnownName, StringComparison.OrdinalIgnoreCase))
                ?? throw GraphException.MalformedId();
    }
}

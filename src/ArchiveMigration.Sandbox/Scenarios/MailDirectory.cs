using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Msg;

namespace ArchiveMigration.Sandbox.Scenarios;

public sealed partial class SandboxScenario
{
    /// <summary>Puts the .msg files of a directory into the first user's archive, in folders named like the directories.</summary>
    /// <returns>What was found and what was left out.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public MailFolderTree AddMail(string directory)
    {
        var tree = MailFolderTree.Load(directory);
        Add(Users[0].Source.Archive!.Root, tree.Root);
        return tree;
    }

    private static void Add(SandboxFolder parent, MailFolder mail)
    {
        var folder = parent.FindChild(mail.Name) ?? parent.AddFolder(mail.Name);
        if (mail.Messages.Count > 0)
        {
            folder.Items.Add(new MailFileItems(mail.Messages));
        }

        foreach (var child in mail.Folders)
        {
            Add(folder, child);
        }
    }
}

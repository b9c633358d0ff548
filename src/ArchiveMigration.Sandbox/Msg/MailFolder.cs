namespace ArchiveMigration.Sandbox.Msg;

/// <summary>A folder of .msg files as a mail folder.</summary>
/// <param name="Name">The name of the directory; that of the root is the name of the directory that was loaded.</param>
/// <param name="RelativePath">The names from below the root on, parted by slashes; empty for the root.</param>
/// <param name="Folders">The folders in it, by name.</param>
/// <param name="Messages">The good messages in it, by file name.</param>
public sealed record MailFolder(string Name, string RelativePath, IReadOnlyList<MailFolder> Folders, IReadOnlyList<MailFile> Messages);

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>
/// A directory of .msg files as a tree of mail folders. Loading opens each file once for its summary and to find the damaged ones;
/// no content stays in memory. Hidden files and folders are ignored; other files than *.msg are no mail and are ignored too.
/// </summary>
public sealed class MailFolderTree
{
    private static readonly EnumerationOptions WithoutHidden = new()
    {
        AttributesToSkip = FileAttributes.Hidden,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    private readonly List<SkippedFile> _skipped = [];
    private readonly CancellationToken _cancellation;

    private MailFolderTree(DirectoryInfo root, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        Root = ReadFolder(root, "");
    }

    /// <summary>The directory itself; messages that lie in no folder are in it.</summary>
    public MailFolder Root { get; }

    /// <summary>The damaged and unreadable files, each with the reason.</summary>
    public IReadOnlyList<SkippedFile> Skipped => _skipped;

    /// <summary>How many messages there are in all folders.</summary>
    public int MessageCount { get; private set; }

    /// <summary>Loads a directory.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public static MailFolderTree Load(string directory, CancellationToken cancellation = default)
    {
        var root = new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        return root.Exists
            ? new MailFolderTree(root, cancellation)
            : throw new DirectoryNotFoundException($"There is no folder '{root.FullName}' to take mail from.");
    }

    private MailFolder ReadFolder(DirectoryInfo directory, string path)
    {
        var folders = new List<MailFolder>();
        var messages = new List<MailFile>();
        try
        {
            foreach (FileInfo file in Sorted(directory.EnumerateFiles("*", WithoutHidden)))
            {
                _cancellation.ThrowIfCancellationRequested();
                if (file.Extension.Equals(".msg", StringComparison.OrdinalIgnoreCase))
                {
                    ReadFile(file, Join(path, file.Name), messages);
                }
            }

            foreach (DirectoryInfo child in Sorted(directory.EnumerateDirectories("*", WithoutHidden)))
            {
                ReadChild(child, Join(path, child.Name), folders);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _skipped.Add(new SkippedFile(path, $"the folder cannot be read: {e.Message}"));
        }

        return new MailFolder(directory.Name, path, folders, messages);
    }

    private void ReadChild(DirectoryInfo child, string path, List<MailFolder> siblings)
    {
        if (child.LinkTarget is not null)
        {
            // Following it could lead in a circle, or to the same mail twice.
            _skipped.Add(new SkippedFile(path, "a link to a folder is not followed"));
        }
        else if (siblings.Exists(other => other.Name.Equals(child.Name, StringComparison.OrdinalIgnoreCase)))
        {
            _skipped.Add(new SkippedFile(path, "the folder beside it has the same name but for the case of letters, and to a mailbox these are one"));
        }
        else
        {
            siblings.Add(ReadFolder(child, path));
        }
    }

    private void ReadFile(FileInfo info, string path, List<MailFile> messages)
    {
        try
        {
            using MsgFile file = MsgFile.Open(info.FullName);
            messages.Add(new MailFile(info.FullName, path, MsgSummary.Of(file), info.LastWriteTimeUtc, [.. file.Warnings]));
            MessageCount++;
        }
        catch (MsgFormatException e)
        {
            _skipped.Add(new SkippedFile(path, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _skipped.Add(new SkippedFile(path, $"the file cannot be read: {e.Message}"));
        }
    }

    // The same order on every system, so that the same directory gives the same mailbox.
    private static IEnumerable<T> Sorted<T>(IEnumerable<T> entries)
        where T : FileSystemInfo =>
        entries.OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).ThenBy(entry => entry.Name, StringComparer.Ordinal);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";
}

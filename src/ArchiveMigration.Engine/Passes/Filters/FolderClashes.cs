using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes.Filters;

/// <summary>
/// Finds folders whose items go into a folder of another class, such as contacts into a mail folder. Exchange takes the items; Outlook shows a folder by its class,
/// and what does not fit is not to be seen in it or not as what it is.
/// </summary>
internal sealed class FolderClashes
{
    private const int MostNamed = 3;

    // PidTagContainerClass, [MS-OXOSFLD] 2.2.2: what is none of these is shown as mail.
    private static readonly string[] Kinds = ["Appointment", "Contact", "Task", "StickyNote", "Journal"];

    private readonly Dictionary<string, string> classes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> found = [];

    /// <summary>Notes a folder that is at the destination.</summary>
    public void There(IReadOnlyList<string> names, string folderClass) => classes.TryAdd(FolderNames.Join(names), folderClass);

    /// <summary>Looks at a source folder that goes to the folder of these names, which is made with its class unless it is there.</summary>
    public void Look(MailboxFolder source, IReadOnlyList<string> names)
    {
        var path = FolderNames.Join(names);
        if (!classes.TryAdd(path, source.FolderClass) && source.ItemCount > 0 && Kind(classes[path]) != Kind(source.FolderClass))
        {
            found.Add($"{source.Path} ({source.FolderClass}) into {path} ({classes[path]})");
        }
    }

    /// <summary>What to say; null = everything fits.</summary>
    public string? Sentence(string address) => found.Count == 0 ? null
        : $"{address}: {string.Join(", ", found.Take(MostNamed))}{(found.Count > MostNamed ? $" and {found.Count - MostNamed:N0} more" : string.Empty)}: folders go into folders of another class. Their items are copied, but Outlook shows a folder by its class and may not show them.";

    /// <summary>What to do about it.</summary>
    public const string Remedy = "Send them elsewhere before anything is copied: Set-ArchiveMigrationProject -FolderMapping.";

    private static string Kind(string folderClass) => folderClass.Split('.') is [_, var kind, ..] && Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase) ? kind.ToUpperInvariant() : string.Empty;
}

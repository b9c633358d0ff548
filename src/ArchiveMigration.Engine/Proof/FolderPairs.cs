using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Which destination folder belongs to which source folder: the one of the same name under its parent's, regardless of case, as passes
/// make them. Folders are numbered by their place in the lists; nothing is made here.
/// </summary>
internal sealed class FolderPairs
{
    private readonly Dictionary<string, int> sourceById = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> destinationById = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Parent, string Name), int> children = [];
    private readonly Dictionary<int, int> renamed = [];
    private readonly int?[] pairs;
    private readonly bool isRootThere;
    private readonly int root;

    public FolderPairs(IReadOnlyList<MailboxFolder> source, IReadOnlyList<MailboxFolder> destination, string? targetRoot)
    {
        (Source, Destination) = (source, destination);
        for (var number = 0; number < source.Count; number++)
        {
            sourceById.TryAdd(source[number].Id, number);
        }

        for (var number = 0; number < destination.Count; number++)
        {
            var folder = destination[number];
            destinationById.TryAdd(folder.Id, number);
            children.TryAdd((ParentOf(folder, destinationById), folder.Name.ToUpperInvariant()), number);
        }

        root = -1;
        isRootThere = true;
        foreach (var name in (targetRoot ?? string.Empty).Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            isRootThere = isRootThere && children.TryGetValue((root, name.ToUpperInvariant()), out root);
        }

        pairs = new int?[source.Count];
        Pair();
    }

    public IReadOnlyList<MailboxFolder> Source { get; }

    public IReadOnlyList<MailboxFolder> Destination { get; }

    /// <summary>The destination folders that the migration concerns: all, or those under the target root folder.</summary>
    public IEnumerable<int> InScope => Enumerable.Range(0, Destination.Count).Where(IsInScope);

    /// <summary>The number of the destination folder, or null when there is none.</summary>
    public int? this[int sourceNumber] => pairs[sourceNumber];

    /// <summary>Whether a destination folder is some source folder's.</summary>
    public bool IsTaken(int destinationNumber) => Array.IndexOf(pairs, destinationNumber) >= 0;

    /// <summary>The number of a source folder's parent, or -1 at the top.</summary>
    public int SourceParent(int number) => ParentOf(Source[number], sourceById);

    /// <summary>The number of a destination folder's parent, or -1 at the top.</summary>
    public int DestinationParent(int number) => ParentOf(Destination[number], destinationById);

    /// <summary>Whether the folder is the first on its path without a counterpart: those below it lack theirs because of it.</summary>
    public bool IsFirstMissing(int sourceNumber) => pairs[sourceNumber] is null && SourceParent(sourceNumber) is var parent && (parent < 0 || pairs[parent] is not null);

    /// <summary>Whether the counterpart was found under another name or in another place.</summary>
    public bool IsRenamed(int sourceNumber) => renamed.ContainsKey(sourceNumber);

    /// <summary>Takes a folder of another name or place for the counterpart; folders below are looked for under it.</summary>
    public void Rename(int sourceNumber, int destinationNumber)
    {
        renamed[sourceNumber] = destinationNumber;
        Pair();
    }

    private void Pair()
    {
        for (var number = 0; number < Source.Count; number++)
        {
            var folder = Source[number];
            var parent = ParentOf(folder, sourceById);
            int? under = parent >= 0 ? pairs[parent] : isRootThere ? root : null;
            pairs[number] = renamed.TryGetValue(number, out var other) ? other
                : under is { } place && children.TryGetValue((place, folder.Name.ToUpperInvariant()), out var found) ? found
                : null;
        }
    }

    private bool IsInScope(int destinationNumber)
    {
        if (!isRootThere || root < 0)
        {
            return isRootThere;
        }

        for (var number = destinationNumber; number >= 0; number = ParentOf(Destination[number], destinationById))
        {
            if (number == root)
            {
                return true;
            }
        }

        return false;
    }

    private static int ParentOf(MailboxFolder folder, Dictionary<string, int> byId) => folder.ParentId is { } id && byId.TryGetValue(id, out var number) ? number : -1;
}

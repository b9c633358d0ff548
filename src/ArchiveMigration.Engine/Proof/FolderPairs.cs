using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Filters;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Which destination folder belongs to which source folder: the one that passes make for it by the project's rules, mostly that of the same path, regardless of
/// case. Folders are numbered by their place in the lists; nothing is made here.
/// </summary>
internal sealed class FolderPairs
{
    private readonly Dictionary<string, int> sourceById = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> destinationById = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Parent, string Name), int> children = [];
    private readonly Dictionary<int, int> renamed = [];
    private readonly ProjectFilter filter;
    private readonly FolderPlace[] places;
    private readonly int?[] pairs;
    private readonly bool isRootThere;
    private readonly int root;

    public FolderPairs(IReadOnlyList<MailboxFolder> source, IReadOnlyList<MailboxFolder> destination, ProjectFilter filter)
    {
        (Source, Destination, this.filter) = (source, destination, filter);
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
        foreach (var name in filter.TargetRoot)
        {
            isRootThere = isRootThere && children.TryGetValue((root, name.ToUpperInvariant()), out root);
        }

        var plan = new FolderPlan(filter);
        places = [.. source.Select(plan.Add)];
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

    /// <summary>The number of a destination folder by its id, or null when there is none.</summary>
    public int? DestinationOf(string id) => destinationById.TryGetValue(id, out var number) ? number : null;

    /// <summary>The number of a source folder's parent, or -1 at the top.</summary>
    public int SourceParent(int number) => ParentOf(Source[number], sourceById);

    /// <summary>The number of a destination folder's parent, or -1 at the top.</summary>
    public int DestinationParent(int number) => ParentOf(Destination[number], destinationById);

    /// <summary>The rule that leaves an item of a source folder out, or null.</summary>
    public string? ExcludedBy(int sourceNumber, MailboxItem item) => filter.IsEmpty ? null : places[sourceNumber].ExcludedBy ?? filter.ExcludedBy(item);

    /// <summary>Whether the folder should have a counterpart and has none.</summary>
    public bool IsMissing(int sourceNumber) => pairs[sourceNumber] is null && places[sourceNumber].ExcludedBy is null;

    /// <summary>Whether the folder is the first on its path that is missing: those below it lack theirs because of it.</summary>
    public bool IsFirstMissing(int sourceNumber) => IsMissing(sourceNumber) && SourceParent(sourceNumber) is var parent && (parent < 0 || !IsMissing(parent));

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
            pairs[number] = renamed.TryGetValue(number, out var other) ? other : Counterpart(number);
        }
    }

    private int? Counterpart(int number)
    {
        // Below a folder that was renamed at the destination, folders are looked for where it is now.
        var names = places[number].Names;
        var parent = SourceParent(number);
        var isBelow = parent >= 0 && places[parent].Names.Count == names.Count - 1 && names.Take(names.Count - 1).SequenceEqual(places[parent].Names, StringComparer.OrdinalIgnoreCase);
        return isBelow && pairs[parent] is { } under ? Child(under, names[^1]) : isBelow && places[parent].ExcludedBy is null ? null : Walk(names);
    }

    private int? Walk(IReadOnlyList<string> names)
    {
        int? folder = -1;
        foreach (var name in names)
        {
            folder = folder is { } parent ? Child(parent, name) : null;
        }

        return folder;
    }

    private int? Child(int parent, string name) => children.TryGetValue((parent, name.ToUpperInvariant()), out var found) ? found : null;

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

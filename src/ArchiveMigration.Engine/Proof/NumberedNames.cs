namespace ArchiveMigration.Engine.Proof;

/// <summary>Few names that many rows refer to, as numbers. Safe for several threads.</summary>
internal sealed class NumberedNames(StringComparer comparer)
{
    private readonly Dictionary<string, int> numbers = new(comparer);
    private volatile Tuple<string, int>? last;
    private readonly List<string> names = [];

    public string this[int number]
    {
        get
        {
            lock (names)
            {
                return names[number];
            }
        }
    }

    public int NumberOf(string name)
    {
        // Most items are of the class, and in the mailbox, of the one before.
        if (last is { } recent && string.Equals(recent.Item1, name, StringComparison.Ordinal))
        {
            return recent.Item2;
        }

        lock (names)
        {
            if (!numbers.TryGetValue(name, out var number))
            {
                numbers.Add(name, number = names.Count);
                names.Add(name);
            }

            last = Tuple.Create(name, number);
            return number;
        }
    }
}

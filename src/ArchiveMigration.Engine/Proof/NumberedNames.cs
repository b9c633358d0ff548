namespace ArchiveMigration.Engine.Proof;

/// <summary>Few names that many rows refer to, as numbers. Safe for several threads.</summary>
internal sealed class NumberedNames(StringComparer comparer)
{
    private readonly Dictionary<string, int> numbers = new(comparer);
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
        lock (names)
        {
            if (!numbers.TryGetValue(name, out var number))
            {
                numbers.Add(name, number = names.Count);
                names.Add(name);
            }

            return number;
        }
    }
}

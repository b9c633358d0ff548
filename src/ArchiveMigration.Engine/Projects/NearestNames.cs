namespace ArchiveMigration.Engine.Projects;

/// <summary>Finds the names that somebody may have meant.</summary>
internal static class NearestNames
{
    private const int Most = 5;

    /// <summary>A sentence naming all existing names when they are few, the nearest when they are many.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> existing)
    {
        var key = ObjectName.Key(name);
        var nearest = existing.OrderBy(candidate => Distance(key, ObjectName.Key(candidate))).ThenBy(candidate => candidate, StringComparer.OrdinalIgnoreCase).Take(Most);
        var list = string.Join(", ", nearest.Select(candidate => $"'{candidate}'"));
        return existing.Count <= Most ? $"There is: {list}." : $"Nearest of {existing.Count}: {list}.";
    }

    /// <summary>Levenshtein's distance: how many letters must be typed, left out or replaced.</summary>
    internal static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, Math.Min(diagonal, row[column - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}

using ArchiveMigration.Engine;

namespace ArchiveMigration.Binding;

/// <summary>Input that lacks something, gathered so that a file without the needed column gives one clear error and not one a row.</summary>
/// <param name="lacking">What each of the inputs has: "no source address".</param>
/// <param name="wanted">The columns that can hold it.</param>
/// <param name="remedy">What to do.</param>
internal sealed class IncompleteRows(string lacking, IReadOnlyList<string> wanted, string remedy)
{
    /// <summary>What to do.</summary>
    public string Remedy => remedy;

    private const int RowsNamed = 5;

    private readonly List<Group> groups = [];

    /// <summary>Notes an input.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="columns">What its properties are called.</param>
    /// <param name="name">What it is known by, if anything.</param>
    public void Note(int row, IReadOnlyList<string> columns, string? name)
    {
        var group = groups.Find(known => known.Columns.SequenceEqual(columns, StringComparer.OrdinalIgnoreCase));
        if (group is null)
        {
            groups.Add(group = new Group(columns, name));
        }

        group.Rows.Add(row);
    }

    /// <summary>One failure for each kind of row.</summary>
    public IEnumerable<MigrationException> Failures() => groups.Select(Failure);

    private MigrationException Failure(Group group)
    {
        var present = wanted.Where(name => group.Columns.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        var where = group.Columns.Count == 0 ? string.Empty
            : present.Count > 0 ? $" ({string.Join(", ", present)} {(present.Count == 1 ? "is" : "are")} empty)"
            : $": the columns are {string.Join(", ", group.Columns)}, and none of them is {string.Join(", ", wanted)}";
        return new MigrationException(ErrorIds.UserAddressMissing, MigrationErrorKind.InvalidInput, $"{Subject(group)} {lacking}{where}.")
        {
            Target = group.FirstName,
            Remedy = Remedy,
        };
    }

    private static string Subject(Group group) => group.Rows switch
    {
        [var row] => $"{group.FirstName ?? $"Input {row}"} has",
        { Count: <= RowsNamed } rows => $"Inputs {string.Join(", ", rows)} have",
        var rows => $"{rows.Count:N0} inputs (the first is number {rows[0]}) have",
    };

    private sealed record Group(IReadOnlyList<string> Columns, string? FirstName)
    {
        public List<int> Rows { get; } = [];
    }
}

using ArchiveMigration.Engine;

namespace ArchiveMigration.Binding;

/// <summary>Input without an address, gathered so that a file without the needed column gives one clear error and not one a row.</summary>
internal sealed class IncompleteRows
{
    private const int RowsNamed = 5;

    private readonly List<Group> withoutSource = [];
    private readonly List<Group> withoutDestination = [];

    /// <summary>Notes a row that does not say which mailbox it means.</summary>
    public void WithoutSource(int row, MailboxReference mailbox) => Note(withoutSource, row, mailbox);

    /// <summary>Notes a row that does not say where the mailbox goes, when the command does not say it either.</summary>
    public void WithoutDestination(int row, MailboxReference mailbox) => Note(withoutDestination, row, mailbox);

    /// <summary>One failure for each kind of row.</summary>
    public IEnumerable<MigrationException> Failures() =>
    [
        .. withoutSource.Select(group => Failure(
            group,
            "no source address",
            MailboxReference.SourceColumns,
            "Rename the column with the address in the source tenant to 'Source Email' or 'EmailAddress'.")),
        .. withoutDestination.Select(group => Failure(
            group,
            "no destination address",
            MailboxReference.DestinationColumns,
            "Give -DestinationDomain to keep what stands before the @, or a column 'Destination Email'.")),
    ];

    private static void Note(List<Group> groups, int row, MailboxReference mailbox)
    {
        var group = groups.Find(known => known.Columns.SequenceEqual(mailbox.Columns, StringComparer.OrdinalIgnoreCase));
        if (group is null)
        {
            groups.Add(group = new Group(mailbox.Columns, mailbox.SourceAddress));
        }

        group.Rows.Add(row);
    }

    private static MigrationException Failure(Group group, string what, IReadOnlyList<string> wanted, string remedy)
    {
        var present = wanted.Where(name => group.Columns.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        var where = group.Columns.Count == 0 ? string.Empty
            : present.Count > 0 ? $" ({string.Join(", ", present)} {(present.Count == 1 ? "is" : "are")} empty)"
            : $": the columns are {string.Join(", ", group.Columns)}, and none of them is {string.Join(", ", wanted)}";
        return new MigrationException(ErrorIds.UserAddressMissing, MigrationErrorKind.InvalidInput, $"{Subject(group)} {what}{where}.")
        {
            Target = group.FirstAddress,
            Remedy = remedy,
        };
    }

    private static string Subject(Group group) => group.Rows switch
    {
        [var row] => $"{group.FirstAddress ?? $"Input {row}"} has",
        { Count: <= RowsNamed } rows => $"Inputs {string.Join(", ", rows)} have",
        var rows => $"{rows.Count:N0} inputs (the first is number {rows[0]}) have",
    };

    private sealed record Group(IReadOnlyList<string> Columns, string? FirstAddress)
    {
        public List<int> Rows { get; } = [];
    }
}

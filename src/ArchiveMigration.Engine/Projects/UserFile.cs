using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace ArchiveMigration.Engine.Projects;

/// <summary>A list of users in a CSV file: MigrationWiz's bulk add, Exchange's migration CSV, or one of <see cref="UserColumns"/>. Logins and passwords in it are not read.</summary>
public sealed class UserFile
{
    private readonly char separator;
    private readonly string[] headers;
    private readonly int source;
    private readonly int destination;

    private UserFile(string path, char separator, string[] headers)
    {
        Name = Path.GetFileName(path);
        this.separator = separator;
        this.headers = headers;
        source = UserColumns.Find(headers, UserColumns.Source);
        destination = UserColumns.Find(headers, UserColumns.Destination);
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>The columns and what separates them, for messages.</summary>
    public string ColumnText => $"{string.Join(", ", headers.Select(header => $"'{header}'"))}, separated by {SeparatorText}";

    /// <summary>The rows, in their order. Empty lines are none.</summary>
    public IReadOnlyList<UserFileRow> Rows { get; private init; } = [];

    /// <summary>Whether there is a column for the destination.</summary>
    public bool HasDestinations => destination >= 0;

    /// <summary>Reads a file whole: a row of it takes some hundred bytes.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="MigrationException">InvalidArgument: it cannot be read, is empty or no CSV file; UserAddressMissing: it has no column for the source address.</exception>
    public static UserFile Read(string path)
    {
        using var list = ListFile.Open(path);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = list.Separator.ToString(),
            TrimOptions = TrimOptions.Trim,
            BadDataFound = null, // Said below, with the line.
        };
        using var parser = new CsvParser(list.Text, configuration);
        _ = parser.Read();
        var file = new UserFile(path, list.Separator, parser.Record ?? []);
        file.Check(path);
        List<UserFileRow> rows = [];
        var last = parser.RawRow;
        while (parser.Read())
        {
            if (parser.Record is { } cells && cells.Any(cell => cell.Length > 0))
            {
                rows.Add(file.Row(cells, list.LinesBefore + last + 1, list.LinesBefore + parser.RawRow));
            }

            last = parser.RawRow;
        }

        return new UserFile(path, list.Separator, file.headers) { Rows = rows };
    }

    private void Check(string path)
    {
        if (headers.Any(header => header.Contains('@', StringComparison.Ordinal)))
        {
            throw CatalogError.Invalid($"The first line of {Name} holds addresses, not the names of columns.", path, "Put a line above it that names them, for example: Source Email,Destination Email");
        }

        if (headers.Where(header => header.Length > 0).GroupBy(UserColumns.Key).FirstOrDefault(same => same.Count() > 1) is { } twice
            && (UserColumns.Source.Concat(UserColumns.Destination).Select(UserColumns.Key).Contains(twice.Key)))
        {
            throw CatalogError.Invalid($"{Name} has the column '{twice.First()}' twice, so that it is not clear which is meant.", path, "Rename or remove one of them.");
        }

        if (source < 0)
        {
            throw new MigrationException(
                ErrorIds.UserAddressMissing,
                MigrationErrorKind.InvalidInput,
                $"{Name} has no column for the source address. Its columns are {ColumnText}; expected is one of {string.Join(", ", UserColumns.Source)}.")
            {
                Target = path,
                Remedy = "Rename the column with the address in the source tenant to 'Source Email' or 'EmailAddress'.",
            };
        }
    }

    private string SeparatorText => separator switch
    {
        ',' => "commas",
        ';' => "semicolons",
        '\t' => "tabs",
        _ => $"'{separator}'",
    };

    private UserFileRow Row(string[] cells, int firstLine, int line)
    {
        var row = new UserFileRow(line, Cell(cells, source), Cell(cells, destination), Cell(cells, UserColumns.Find(headers, UserColumns.DisplayName)), UserOptions.None);
        if (Cell(cells, source)?.Contains('\n', StringComparison.Ordinal) == true || Cell(cells, destination)?.Contains('\n', StringComparison.Ordinal) == true)
        {
            return row with { SourceAddress = Cell(cells, source)?.Split('\n')[0].Trim(), Fault = string.Create(CultureInfo.InvariantCulture, $"A quotation mark is not closed: the lines {firstLine} to {line} are read as one row.") };
        }

        if (cells.Length > headers.Length && cells.Skip(headers.Length).Any(cell => cell.Length > 0))
        {
            return row with { Fault = string.Create(CultureInfo.InvariantCulture, $"It has {cells.Length} cells, the first line {headers.Length}: a cell that holds one of the {SeparatorText} must stand in quotation marks.") };
        }

        try
        {
            var options = UserOptions.Read(Own(UserColumns.DestinationMailbox), Own(UserColumns.TargetRootFolder), Own(UserColumns.ReceivedAfter), Own(UserColumns.ReceivedBefore));
            return row with { Options = options };
        }
        catch (MigrationException refused)
        {
            return row with { Fault = refused.Message };
        }

        string? Own(IReadOnlyList<string> names) => Cell(cells, UserColumns.Find(headers, names));
    }

    private static string? Cell(string[] cells, int column) => column >= 0 && column < cells.Length && !string.IsNullOrWhiteSpace(cells[column]) ? cells[column].Trim() : null;
}

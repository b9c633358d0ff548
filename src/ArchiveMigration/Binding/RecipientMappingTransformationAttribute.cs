using System.Collections;
using System.Management.Automation;

namespace ArchiveMigration.Binding;

/// <summary>
/// Mapping rules as administrators have them, to one text a rule: MigrationWiz's text as it is, hashtables of source and destination, rows of a CSV file,
/// objects with a source and a destination. Whether a rule is right is the engine's to say, when the command runs.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RecipientMappingTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Wanted = "a rule needs a column 'Source' and a column 'Destination' ('Source Email' and 'Destination Email', 'From' and 'To', 'Old' and 'New' will do)";

    /// <summary>Headers without blanks and marks; the domain's need no @.</summary>
    private static readonly string[] SourceNames = ["source", "from", "old", "left"];

    private static readonly string[] DestinationNames = ["destination", "target", "to", "new", "right"];

    private static readonly string[] Endings = ["", "address", "email", "emailaddress", "mail", "smtp", "smtpaddress", "recipient", "user", "domain", "domainname"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Texts(inputData).ToArray();

    private static IEnumerable<string> Texts(object? input)
    {
        var value = input is PSObject wrapped ? wrapped.BaseObject : input;
        return value switch
        {
            null => [],
            string text => [text],
            IDictionary row when RowOf(Cells(row)) is { } rule => rule,
            IDictionary rules => Cells(rules).Select(rule => Rule(rule.Name, rule.Value)),
            IEnumerable several => several.Cast<object?>().SelectMany(Texts),
            _ => RowOf(Cells(PSObject.AsPSObject(input))) ?? throw NoRow(PSObject.AsPSObject(input)),
        };
    }

    /// <summary>The rule of a row; none when both cells are empty, as in the last line of a spreadsheet; null when the row has no such columns.</summary>
    private static IEnumerable<string>? RowOf(IReadOnlyList<(string Name, string Value)> cells)
        => Cell(cells, SourceNames) is { } source && Cell(cells, DestinationNames) is { } destination
            ? source.Length + destination.Length == 0 ? [] : [Rule(source, destination)]
            : null;

    private static string Rule(string source, string destination) => $"{source}->{destination}";

    private static string? Cell(IReadOnlyList<(string Name, string Value)> cells, string[] names)
    {
        foreach (var (name, value) in cells)
        {
            var header = string.Concat(name.Where(char.IsLetter)).ToLowerInvariant();
            var ending = names.Where(known => header.StartsWith(known, StringComparison.Ordinal)).Select(known => header[known.Length..]).FirstOrDefault(Endings.Contains);
            if (ending is not null)
            {
                return ending.StartsWith("domain", StringComparison.Ordinal) && value.Length > 0 && !value.Contains('@', StringComparison.Ordinal) ? "@" + value : value;
            }
        }

        return null;
    }

    private static List<(string Name, string Value)> Cells(IDictionary row)
        => [.. row.Cast<DictionaryEntry>().Select(cell => ($"{cell.Key}".Trim(), $"{cell.Value}".Trim()))];

    private static List<(string Name, string Value)> Cells(PSObject row)
        => [.. row.Properties.Where(property => property.IsGettable).Select(property => (property.Name, $"{property.Value}".Trim()))];

    private static ArgumentTransformationMetadataException NoRow(PSObject row)
        => new($"'{row}' is no mapping rule: {Wanted}; it has {string.Join(", ", row.Properties.Select(property => property.Name).DefaultIfEmpty("none"))}.");
}

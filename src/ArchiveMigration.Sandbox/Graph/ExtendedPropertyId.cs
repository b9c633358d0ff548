using System.Globalization;
using System.Text.RegularExpressions;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>
/// The name of a MAPI property in Graph: type and id. Asked for as 'String 0x0037', answered as 'String 0x37'.
/// </summary>
internal readonly partial record struct ExtendedPropertyId(string Type, ushort Id)
{
    private static readonly string[] Types =
        ["Binary", "Boolean", "CLSID", "Currency", "Double", "Float", "Integer", "Long", "Object", "Short", "String", "SystemTime"];

    /// <exception cref="GraphException">The text has another form; named properties are not served.</exception>
    public static ExtendedPropertyId Parse(string text)
    {
        var match = Pattern().Match(text);
        var type = Array.Find(Types, known => known.Equals(match.Groups["type"].Value, StringComparison.OrdinalIgnoreCase));
        return match.Success && type is not null
            ? new(type, ushort.Parse(match.Groups["id"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            : throw new GraphException(400, "ErrorInvalidProperty", $"The extended property id '{text}' is invalid.");
    }

    /// <summary>The ids named in $expand=singleValueExtendedProperties($filter=id eq '…' or id eq '…').</summary>
    /// <exception cref="GraphException">The expansion has another form.</exception>
    public static IReadOnlyList<ExtendedPropertyId> ParseExpand(string? expand)
    {
        if (expand is null)
        {
            return [];
        }

        var match = ExpandPattern().Match(expand);
        return match.Success
            ? [.. match.Groups["id"].Captures.Select(capture => Parse(capture.Value))]
            : throw GraphException.BadRequest($"The expansion '{expand}' is not supported.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type} 0x{Id:x}";

    [GeneratedRegex(@"^(?<type>\w+)\s+0x(?<id>[0-9a-f]{1,4})$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^\s*singleValueExtendedProperties\s*\(\s*\$filter\s*=\s*(?:(?:\w+/)?id\s+eq\s+'(?<id>[^']+)'\s*(?:or\s+)?)+\)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex ExpandPattern();
}

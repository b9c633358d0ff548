using System.Globalization;
using System.Text.RegularExpressions;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>
/// The part of OData's $filter that the mailbox calls understand: comparisons joined with 'and', and equality of a
/// text extended property.
/// </summary>
internal sealed partial class ODataFilter
{
    private readonly IReadOnlyList<Term> terms;

    private ODataFilter(IReadOnlyList<Term> terms) => this.terms = terms;

    /// <exception cref="GraphException">The filter has a form that is not understood.</exception>
    public static ODataFilter Parse(string text, params IReadOnlyCollection<string> fields)
    {
        var terms = new List<Term>();
        var position = 0;
        while (true)
        {
            var match = TermPattern().Match(text, position);
            if (!match.Success)
            {
                throw Invalid(text);
            }

            terms.Add(Read(match, text, fields));
            position = match.Index + match.Length;
            if (position == text.Length)
            {
                return new ODataFilter(terms);
            }

            var joint = AndPattern().Match(text, position);
            if (!joint.Success)
            {
                throw Invalid(text);
            }

            position += joint.Length;
        }
    }

    /// <summary>Whether an entity passes; <paramref name="value"/> gives a field's text or time, or null when it has none.</summary>
    public bool Accepts(Func<string, object?> value) => terms.All(term => term.Accepts(value(term.Field)));

    private static Term Read(Match match, string text, IReadOnlyCollection<string> fields)
    {
        if (match.Groups["property"] is { Success: true } property)
        {
            var id = ExtendedPropertyId.Parse(property.Value);
            return id.Type == "String"
                ? new Term(id.ToString(), "eq", Unquote(match.Groups["text"].Value))
                : throw new GraphException(400, "ErrorInvalidUrlQueryFilter", $"The property '{property.Value}' cannot be used in $filter.");
        }

        var field = fields.FirstOrDefault(known => known.Equals(match.Groups["field"].Value, StringComparison.OrdinalIgnoreCase))
            ?? throw Invalid(text);
        var literal = match.Groups["value"].Value;
        if (literal.StartsWith('\''))
        {
            return new Term(field, match.Groups["op"].Value, Unquote(literal));
        }

        if (long.TryParse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return new Term(field, match.Groups["op"].Value, number);
        }

        return DateTimeOffset.TryParse(literal, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? new Term(field, match.Groups["op"].Value, time)
            : throw Invalid(text);
    }

    private static string Unquote(string literal) => literal[1..^1].Replace("''", "'", StringComparison.Ordinal);

    private static GraphException Invalid(string text) => new(400, "ErrorInvalidUrlQueryFilter", $"The query filter '{text}' is not supported.");

    [GeneratedRegex(@"\G\s*(?:singleValueExtendedProperties/any\(\s*(?<v>\w+)\s*:\s*\k<v>/id\s+eq\s+'(?<property>[^']+)'\s+and\s+\k<v>/value\s+eq\s+(?<text>'(?:[^']|'')*')\s*\)|(?<field>\w+)\s+(?<op>eq|ne|ge|gt|le|lt)\s+(?<value>'(?:[^']|'')*'|[^\s()]+))\s*", RegexOptions.ExplicitCapture)]
    private static partial Regex TermPattern();

    [GeneratedRegex(@"\Gand\s+")]
    private static partial Regex AndPattern();

    private sealed record Term(string Field, string Operator, object Literal)
    {
        public bool Accepts(object? value)
        {
            if (value is null || value.GetType() != Literal.GetType())
            {
                return Operator == "ne";
            }

            var order = value switch
            {
                string text => string.Compare(text, (string)Literal, StringComparison.OrdinalIgnoreCase),
                long number => number.CompareTo((long)Literal),
                _ => ((DateTimeOffset)value).CompareTo((DateTimeOffset)Literal),
            };
            return Operator switch
            {
                "eq" => order == 0,
                "ne" => order != 0,
                "ge" => order >= 0,
                "gt" => order > 0,
                "le" => order <= 0,
                _ => order < 0,
            };
        }
    }
}

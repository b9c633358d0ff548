using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>The OData query options of a request.</summary>
internal sealed class QueryOptions
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "$select", "$filter", "$top", "$skip", "$orderby", "$count", "$expand", "$skiptoken", "$deltatoken", "$search",
        "includeHiddenFolders", "disposalType",
    };

    private readonly IQueryCollection query;
    private readonly HashSet<string>? select;

    /// <exception cref="GraphException">An option is unknown or has no valid value.</exception>
    public QueryOptions(IQueryCollection query)
    {
        this.query = query;
        if (query.Keys.FirstOrDefault(key => key.StartsWith('$') && !Known.Contains(key)) is { } unknown)
        {
            throw GraphException.BadRequest($"The query parameter '{unknown}' is not supported.");
        }

        select = Text("$select") is { } list
            ? new HashSet<string>(list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase)
            : null;
        Skip = Number("$skip") ?? 0;
        Top = Number("$top");
        if (Top is < 1 or > 999)
        {
            throw GraphException.BadRequest($"Invalid value '{Top}' for the $top query option; it must be from 1 to 999.");
        }
    }

    public int Skip { get; }

    public int? Top { get; }

    public string? Filter => Text("$filter");

    public string? OrderBy => Text("$orderby");

    public string? Expand => Text("$expand");

    public string? SkipToken => Text("$skiptoken");

    public string? DeltaToken => Text("$deltatoken");

    public bool Count => string.Equals(Text("$count"), "true", StringComparison.OrdinalIgnoreCase);

    public bool IncludeHiddenFolders => string.Equals(Text("includeHiddenFolders"), "true", StringComparison.OrdinalIgnoreCase);

    public string? DisposalType => Text("disposalType");

    public bool Selects(string property) => select is null || select.Contains(property);

    /// <summary>For properties that come only when they are named.</summary>
    public bool SelectsExplicitly(string property) => select is not null && select.Contains(property);

    /// <summary>Refuses options that a call does not take.</summary>
    /// <exception cref="GraphException">One of them was sent.</exception>
    public void Refuse(params ReadOnlySpan<string> options)
    {
        foreach (var option in options)
        {
            if (query.ContainsKey(option))
            {
                throw GraphException.BadRequest($"The query parameter '{option}' is not supported for this request.");
            }
        }
    }

    /// <summary>The same options with others in place of the paging ones, encoded as Graph encodes next links.</summary>
    public string With(string name, string value) =>
        QueryHelpers.AddQueryString(string.Empty, query
            .Where(pair => !pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Append(new KeyValuePair<string, StringValues>(name, value)));

    private string? Text(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;

    private int? Number(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw GraphException.BadRequest($"Invalid value '{text}' for the {name} query option.");
}

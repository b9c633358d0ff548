namespace ArchiveMigration.Sandbox.Graph;

/// <summary>
/// Splits the path of a request as it came over the wire. Ids hold '/' and '+', so each segment is unescaped on its own,
/// after the split; an id that was sent unescaped falls apart, as it does at the service.
/// </summary>
internal static class RequestPath
{
    /// <summary>The segments; the OData key form name('key') counts as two.</summary>
    public static IReadOnlyList<string> Split(string rawTarget)
    {
        var end = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? rawTarget : rawTarget[..end];
        var segments = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var open = segment.IndexOf('(', StringComparison.Ordinal);
            var last = segment.Length - 1;
            if (open > 0 && segment[last] == ')' && IsQuoted(segment, open + 1, last - 1))
            {
                segments.Add(Uri.UnescapeDataString(segment[..open]));
                segments.Add(Unquote(Uri.UnescapeDataString(segment[(open + 1)..last])));
            }
            else
            {
                segments.Add(Uri.UnescapeDataString(segment));
            }
        }

        return segments;
    }

    private static bool IsQuoted(string segment, int first, int last) =>
        last > first && (segment[first] == '\'' || string.Compare(segment, first, "%27", 0, 3, StringComparison.Ordinal) == 0);

    private static string Unquote(string key) =>
        key is ['\'', .. var inner, '\''] ? inner.Replace("''", "'", StringComparison.Ordinal) : key;
}

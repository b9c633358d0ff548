using System.Text.RegularExpressions;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// A URL below <c>/admin/exchange/mailboxes/</c>, taken apart. The service answers with several spellings of the same URL
/// (<c>mailboxes/MBX:…</c>, <c>Mailboxes('MBX%3A…')</c>), so it is compared and rebuilt from its parts.
/// </summary>
/// <param name="Version"><c>beta</c> or <c>v1.0</c>.</param>
/// <param name="MailboxId">The mailbox, unescaped: <c>MBX:guid@tenant</c>.</param>
/// <param name="FolderId">The folder, unescaped, or null.</param>
/// <param name="Tail">What follows, with its slash: <c>/items</c>, <c>/exportItems</c>, or empty.</param>
internal sealed partial record MailboxUrl(string Version, string MailboxId, string? FolderId, string Tail)
{
    public const string Beta = "beta";
    public const string V1 = "v1.0";

    /// <summary>Writes the URL for a cloud's Graph.</summary>
    /// <param name="graph">Graph's address, ending in a slash.</param>
    /// <param name="query">The query without its question mark, or empty.</param>
    public Uri In(Uri graph, string query = "")
    {
        string folder = FolderId is null ? string.Empty : "/folders/" + Uri.EscapeDataString(FolderId);
        string path = $"{Version}/admin/exchange/mailboxes/{EscapeMailboxId(MailboxId)}{folder}{Tail}";
        return new Uri(graph.AbsoluteUri + path + (query.Length == 0 ? string.Empty : "?" + query));
    }

    /// <summary>Takes a URL apart, or null when it is none of these. Says nothing about its host.</summary>
    public static MailboxUrl? Parse(Uri graph, Uri url)
    {
        string root = graph.AbsolutePath;
        if (!url.AbsolutePath.StartsWith(root, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        Match match = Shape().Match(url.AbsolutePath[root.Length..]);
        if (!match.Success)
        {
            return null;
        }

        string version = match.Groups["version"].Value.Equals(Beta, StringComparison.OrdinalIgnoreCase) ? Beta : V1;
        string? folder = match.Groups["folder"] is { Success: true } group ? Uri.UnescapeDataString(group.Value) : null;
        return new MailboxUrl(version, Uri.UnescapeDataString(match.Groups["mailbox"].Value), folder, match.Groups["tail"].Value);
    }

    // The documentation writes ':' and '@' as they are; both are allowed in a path segment (RFC 3986, 3.3).
    private static string EscapeMailboxId(string id) =>
        Uri.EscapeDataString(id).Replace("%3A", ":", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^(?<version>beta|v1\.0)/admin/exchange/mailboxes(/(?<mailbox>[^/()]+)|\('(?<mailbox>[^'/]+)'\))(/folders(/(?<folder>[^/()]+)|\('(?<folder>[^']+)'\)))?(?<tail>/[^?]*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}

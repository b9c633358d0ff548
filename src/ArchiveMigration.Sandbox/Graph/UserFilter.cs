using System.Text.RegularExpressions;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>$filter on users: equality of principal name, mail or any proxy address, joined with 'or'.</summary>
internal static partial class UserFilter
{
    /// <exception cref="GraphException">The filter has another form.</exception>
    public static Func<SandboxUser, bool> Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            throw new GraphException(400, "Request_UnsupportedQuery", $"Unsupported or invalid query filter clause specified: '{text}'.");
        }

        var names = Values(match, "upn");
        var mails = Values(match, "mail");
        var proxies = Values(match, "proxy");
        return user => names.Contains(user.UserPrincipalName)
            || (user.Mail is { } mail && mails.Contains(mail))
            || user.ProxyAddresses.Any(proxies.Contains);
    }

    private static HashSet<string> Values(Match match, string group) => new(
        match.Groups[group].Captures.Select(capture => capture.Value.Replace("''", "'", StringComparison.Ordinal)),
        StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\s*(?:(?:userPrincipalName\s+eq\s+'(?<upn>(?:[^']|'')*)'|mail\s+eq\s+'(?<mail>(?:[^']|'')*)'|proxyAddresses/any\(\s*(?<v>\w+)\s*:\s*\k<v>\s+eq\s+'(?<proxy>(?:[^']|'')*)'\s*\))\s*(?:or\s+(?=\S)|$))+$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

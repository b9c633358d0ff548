using System.Text.RegularExpressions;

namespace ArchiveMigration.Engine.Logging;

/// <summary>
/// Takes out of a text what must never be in a log: import URLs' tokens, bearer tokens, secrets. Messages of ours hold none; this is for what a service or a library
/// may put into its own words.
/// </summary>
internal static partial class SecretMask
{
    private const string Mask = "***";

    /// <summary>The text without them.</summary>
    public static string Apply(string text) => Secrets().Replace(text, static match => match.Groups["name"].Value + Mask);

    // JSON web tokens begin with eyJ: the base64 of {" .
    [GeneratedRegex(
        """(?<name>\b(authtoken|access_token|refresh_token|id_token|client_secret|client_assertion|password|sig)"?\s*[=:]\s*"?)[^\s"'&;,)]+|(?<name>\bBearer\s+)[^\s"',)]+|(?<name>)\beyJ[A-Za-z0-9_-]{10,}(\.[A-Za-z0-9_-]*)*""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Secrets();
}

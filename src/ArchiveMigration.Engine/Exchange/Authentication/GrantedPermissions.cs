using System.Text.Json;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>
/// The permissions that an access token names: roles of an application, scopes of a person (Microsoft identity platform, "Access token claims"). What Exchange
/// grants for chosen mailboxes (RBAC for Applications) is in no token, so that a permission that is missing here may be there all the same.
/// </summary>
internal static class GrantedPermissions
{
    /// <summary>The permissions; null when the token cannot be read, which its issuer is free to make so.</summary>
    public static IReadOnlyList<string>? Of(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length < 2)
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Decode(parts[1]));
            if (claims.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            IEnumerable<string> roles = claims.RootElement.TryGetProperty("roles", out JsonElement listed) && listed.ValueKind == JsonValueKind.Array
                ? listed.EnumerateArray().Where(role => role.ValueKind == JsonValueKind.String).Select(role => role.GetString()!)
                : [];
            IEnumerable<string> scopes = claims.RootElement.TryGetProperty("scp", out JsonElement scope) && scope.ValueKind == JsonValueKind.String
                ? scope.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                : [];
            return [.. roles.Concat(scopes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    // RFC 7515 §2: base64 with two other characters and without the padding.
    private static byte[] Decode(string base64Url) =>
        Convert.FromBase64String(base64Url.Replace('-', '+').Replace('_', '/').PadRight(base64Url.Length + ((4 - (base64Url.Length % 4)) % 4), '='));
}

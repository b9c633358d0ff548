using System.Text.Json;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>
/// What an access token allows (Entra: claims <c>roles</c> of an application, <c>scp</c> of a person). Nothing is decided by it: a token without a role may be allowed by
/// Exchange's RBAC, one with it may be held back there. It tells the two apart in messages. The token itself goes nowhere.
/// </summary>
internal static class TokenPermissions
{
    /// <summary>The permissions, or null when the token cannot be read: its form is Entra's own business.</summary>
    public static IReadOnlyCollection<string>? Of(string token)
    {
        try
        {
            string payload = token.Split('.') is [_, var middle, _] ? middle.Replace('-', '+').Replace('_', '/') : string.Empty;
            using JsonDocument claims = JsonDocument.Parse(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '=')));
            var permissions = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            if (claims.RootElement.TryGetProperty("roles", out JsonElement roles) && roles.ValueKind == JsonValueKind.Array)
            {
                permissions.UnionWith(roles.EnumerateArray().Where(role => role.ValueKind == JsonValueKind.String).Select(role => role.GetString()!));
            }

            if (claims.RootElement.TryGetProperty("scp", out JsonElement scopes) && scopes.ValueKind == JsonValueKind.String)
            {
                permissions.UnionWith(scopes.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }

            return permissions;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

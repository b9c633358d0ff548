using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Entra;

/// <summary>Makes access tokens as Entra ID does and knows them again when they come to Graph.</summary>
internal sealed class TokenIssuer(EntraBehaviour behaviour, TimeProvider time)
{
    /// <summary>One key a process: making it takes longer than starting a host.</summary>
    private static readonly Lazy<RSA> SigningKey = new(() => RSA.Create(2048));

    private readonly ConcurrentDictionary<string, AccessToken> issued = new(StringComparer.Ordinal);

    /// <summary>The key id that tokens and the key document name.</summary>
    public const string KeyId = "sandbox-1";

    public static RSAParameters PublicKey => SigningKey.Value.ExportParameters(includePrivateParameters: false);

    /// <summary>Issues a token of an application (roles) or of a user (scp).</summary>
    public (string Token, AccessToken Rights) Issue(SandboxTenant tenant, SandboxApplication application, SandboxUser? user, string audience, string issuer)
    {
        var now = time.GetUtcNow();
        var rights = new AccessToken(
            tenant,
            application,
            user,
            new HashSet<string>(user is null ? application.GrantedRoles : application.GrantedScopes, StringComparer.Ordinal),
            now + behaviour.TokenLifetime);
        var payload = new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = issuer,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = rights.Expires.ToUnixTimeSeconds(),
            ["app_displayname"] = application.DisplayName,
            ["appid"] = application.ClientId.ToString(),
            ["idtyp"] = user is null ? "app" : "user",
            ["oid"] = (user?.ObjectId ?? application.ServicePrincipalId).ToString(),
            ["sub"] = (user?.ObjectId ?? application.ServicePrincipalId).ToString(),
            ["tenant_region_scope"] = tenant.RegionScope,
            ["tid"] = tenant.Id.ToString(),
            ["uti"] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
            ["ver"] = "1.0",
        };
        if (user is not null)
        {
            payload["upn"] = user.UserPrincipalName;
            payload["scp"] = string.Join(' ', rights.Permissions.Order(StringComparer.Ordinal));
        }
        else if (rights.Permissions.Count > 0)
        {
            // An application without grants gets a token that simply lacks the claim.
            payload["roles"] = new JsonArray([.. rights.Permissions.Order(StringComparer.Ordinal).Select(role => (JsonNode)role)]);
        }

        var token = JsonWebToken.Sign(new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = KeyId }, payload, SigningKey.Value);
        Forget(now);
        issued[token] = rights;
        return (token, rights);
    }

    /// <summary>A token of an outside identity, to be shown in place of a secret.</summary>
    public string IssueIdentity(string issuer, string subject, string audience, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        var payload = new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = issuer,
            ["sub"] = subject,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
        };
        return JsonWebToken.Sign(new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = KeyId }, payload, SigningKey.Value);
    }

    /// <summary>The rights of a token that we issued and that still holds, or null.</summary>
    public AccessToken? Find(string token) =>
        issued.TryGetValue(token, out var rights) && rights.Expires > time.GetUtcNow() ? rights : null;

    /// <summary>Makes every token invalid, as a revocation or a long sleep of the laptop does.</summary>
    public void RevokeAll() => issued.Clear();

    private void Forget(DateTimeOffset now)
    {
        foreach (var (token, rights) in issued)
        {
            if (rights.Expires <= now)
            {
                issued.TryRemove(token, out _);
            }
        }
    }
}

using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Entra;

/// <summary>Redeems secrets, assertions, device codes and refresh tokens for access tokens.</summary>
internal sealed class TokenEndpoint(SandboxRuntime runtime)
{
    private const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    private readonly ConcurrentDictionary<string, (SandboxApplication Application, SandboxUser User)> refreshTokens = new(StringComparer.Ordinal);

    public JsonObject Redeem(string tenantName, IFormCollection form)
    {
        var grant = form["grant_type"].ToString();
        if (grant == "client_credentials" && IsShared(tenantName))
        {
            throw EntraException.TenantNeeded();
        }

        var tenant = Tenant(tenantName);
        var application = Application(tenant, tenantName, form["client_id"].ToString());
        return grant switch
        {
            "client_credentials" => ForApplication(tenant, application, form),
            "urn:ietf:params:oauth:grant-type:device_code" or "device_code" => ForDeviceCode(tenant, application, form),
            "refresh_token" => ForRefreshToken(tenant, application, form),
            _ => throw EntraException.UnsupportedGrant(grant),
        };
    }

    public JsonObject StartDeviceCode(string tenantName, IFormCollection form)
    {
        var tenant = Tenant(tenantName);
        var application = Application(tenant, tenantName, form["client_id"].ToString());
        var (secret, code) = runtime.DeviceCodes.Start(tenant, application);
        var page = $"{runtime.AuthorityUrl}/devicelogin";
        return new JsonObject
        {
            ["user_code"] = code.UserCode,
            ["device_code"] = secret,
            ["verification_uri"] = page,
            ["expires_in"] = runtime.DeviceCodes.LifetimeText,
            ["interval"] = runtime.Options.Entra.DeviceCodeInterval.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["message"] = $"To sign in, use a web browser to open the page {page} and enter the code {code.UserCode} to authenticate.",
        };
    }

    private JsonObject ForApplication(SandboxTenant tenant, SandboxApplication application, IFormCollection form)
    {
        var scope = form["scope"].ToString();
        if (!scope.EndsWith("/.default", StringComparison.Ordinal) || scope.Contains(' ', StringComparison.Ordinal))
        {
            throw EntraException.WrongScope(scope);
        }

        Authenticate(tenant, application, form, publicAllowed: false);
        var resource = scope[..^"/.default".Length];
        if (!IsGraph(resource))
        {
            throw EntraException.ResourceNotFound(resource);
        }

        if (!application.Consented)
        {
            throw EntraException.NotConsented(application.ClientId, application.DisplayName);
        }

        CheckPolicies(application);
        return Answer(tenant, application, user: null);
    }

    private JsonObject ForDeviceCode(SandboxTenant tenant, SandboxApplication application, IFormCollection form)
    {
        Authenticate(tenant, application, form, publicAllowed: true);
        var (asker, user) = runtime.DeviceCodes.Redeem(form["device_code"].ToString());
        return asker == application ? ForUser(tenant, application, user) : throw EntraException.WrongCode();
    }

    private JsonObject ForRefreshToken(SandboxTenant tenant, SandboxApplication application, IFormCollection form)
    {
        Authenticate(tenant, application, form, publicAllowed: true);
        return refreshTokens.TryRemove(form["refresh_token"].ToString(), out var known) && known.Application == application
            ? ForUser(tenant, application, known.User)
            : throw EntraException.WrongRefreshToken();
    }

    private JsonObject ForUser(SandboxTenant tenant, SandboxApplication application, SandboxUser user)
    {
        if (!application.Consented)
        {
            throw EntraException.NotConsented(application.ClientId, application.DisplayName);
        }

        CheckPolicies(application);
        var answer = Answer(tenant, application, user);
        var refresh = RandomNumberGenerator.GetHexString(64, lowercase: true);
        refreshTokens[refresh] = (application, user);
        answer["refresh_token"] = refresh;
        answer["client_info"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            new JsonObject { ["uid"] = user.ObjectId.ToString(), ["utid"] = tenant.Id.ToString() }.ToJsonString()));
        answer["id_token"] = JsonWebToken.Unsigned(new JsonObject
        {
            ["aud"] = application.ClientId.ToString(),
            ["iss"] = EntraMetadata.Issuer(runtime, tenant),
            ["name"] = user.DisplayName,
            ["oid"] = user.ObjectId.ToString(),
            ["preferred_username"] = user.UserPrincipalName,
            ["sub"] = user.ObjectId.ToString(),
            ["tid"] = tenant.Id.ToString(),
            ["ver"] = "2.0",
        });
        return answer;
    }

    private JsonObject Answer(SandboxTenant tenant, SandboxApplication application, SandboxUser? user)
    {
        var (token, rights) = runtime.Tokens.Issue(tenant, application, user, runtime.GraphUrl, $"{runtime.AuthorityUrl}/{tenant.Id}/");
        var seconds = (int)(rights.Expires - runtime.Options.Time.GetUtcNow()).TotalSeconds;
        return new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = user is null ? null : string.Join(' ', rights.Permissions.Select(permission => $"{runtime.GraphUrl}/{permission}").Append($"{runtime.GraphUrl}/.default")),
            ["expires_in"] = seconds,
            ["ext_expires_in"] = seconds,
            ["access_token"] = token,
        };
    }

    private void Authenticate(SandboxTenant tenant, SandboxApplication application, IFormCollection form, bool publicAllowed)
    {
        var now = runtime.Options.Time.GetUtcNow();
        if (form["client_secret"].ToString() is { Length: > 0 } value)
        {
            var secret = application.Secrets.FirstOrDefault(secret => secret.Value == value) ?? throw EntraException.WrongSecret(application.ClientId);
            if (secret.Expires <= now)
            {
                throw EntraException.ExpiredSecret(application.ClientId);
            }
        }
        else if (form["client_assertion"].ToString() is { Length: > 0 } assertion)
        {
            string[] names = [tenant.Id.ToString(), .. tenant.Domains];
            ClientAssertion.Check(assertion, application, [.. names.Select(name => $"{runtime.AuthorityUrl}/{name}/oauth2/v2.0/token")], now);
        }
        else if (!publicAllowed || !application.AllowPublicClient)
        {
            throw EntraException.NoCredential();
        }
    }

    private static void CheckPolicies(SandboxApplication application)
    {
        if (application.BlockedByConditionalAccess)
        {
            throw EntraException.BlockedByConditionalAccess();
        }
    }

    private SandboxTenant Tenant(string name) => runtime.FindTenant(name) ?? throw EntraException.TenantNotFound(name);

    private static SandboxApplication Application(SandboxTenant tenant, string tenantName, string clientId)
    {
        var application = tenant.Applications.FirstOrDefault(known => string.Equals(known.ClientId.ToString(), clientId, StringComparison.OrdinalIgnoreCase))
            ?? throw EntraException.ApplicationNotFound(clientId, tenantName);
        return application.Enabled ? application : throw EntraException.ApplicationDisabled(application.ClientId, application.DisplayName);
    }

    private bool IsGraph(string resource) =>
        string.Equals(resource.TrimEnd('/'), runtime.GraphUrl, StringComparison.OrdinalIgnoreCase)
        || string.Equals(resource, GraphAppId, StringComparison.OrdinalIgnoreCase);

    private static bool IsShared(string tenant) =>
        tenant.Equals("common", StringComparison.OrdinalIgnoreCase) || tenant.Equals("consumers", StringComparison.OrdinalIgnoreCase)
        || tenant.Equals("organizations", StringComparison.OrdinalIgnoreCase);
}

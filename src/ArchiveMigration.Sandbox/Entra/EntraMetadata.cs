using System.Buffers.Text;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Entra;

/// <summary>The public documents of the sign-in host.</summary>
internal static class EntraMetadata
{
    public static string Issuer(SandboxRuntime runtime, SandboxTenant tenant) => $"{runtime.AuthorityUrl}/{tenant.Id}/v2.0";

    /// <summary>OpenID configuration; tenant_region_scope and the host names tell region and cloud without a sign-in.</summary>
    public static JsonObject OpenId(SandboxRuntime runtime, SandboxTenant tenant)
    {
        var root = $"{runtime.AuthorityUrl}/{tenant.Id}";
        var authorityHost = new Uri(runtime.AuthorityUrl).Authority;
        return new JsonObject
        {
            ["token_endpoint"] = $"{root}/oauth2/v2.0/token",
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt", "client_secret_basic"),
            ["jwks_uri"] = $"{root}/discovery/v2.0/keys",
            ["issuer"] = Issuer(runtime, tenant),
            ["authorization_endpoint"] = $"{root}/oauth2/v2.0/authorize",
            ["device_authorization_endpoint"] = $"{root}/oauth2/v2.0/devicecode",
            ["tenant_region_scope"] = tenant.RegionScope,
            ["cloud_instance_name"] = authorityHost,
            ["cloud_graph_host_name"] = new Uri(runtime.GraphUrl).Authority,
            ["msgraph_host"] = new Uri(runtime.GraphUrl).Authority,
        };
    }

    /// <summary>Instance discovery, for a client that asks whether the authority is known.</summary>
    public static JsonObject Instance(string authorityUrl)
    {
        var host = new Uri(authorityUrl).Authority;
        return new JsonObject
        {
            ["tenant_discovery_endpoint"] = $"{authorityUrl}/common/v2.0/.well-known/openid-configuration",
            ["api-version"] = "1.1",
            ["metadata"] = new JsonArray(new JsonObject
            {
                ["preferred_network"] = host,
                ["preferred_cache"] = host,
                ["aliases"] = new JsonArray(host),
            }),
        };
    }

    public static JsonObject Keys()
    {
        var key = TokenIssuer.PublicKey;
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = TokenIssuer.KeyId,
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
            }),
        };
    }
}

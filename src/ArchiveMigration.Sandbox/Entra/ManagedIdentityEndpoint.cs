using System.Globalization;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Entra;

/// <summary>
/// What App Service offers on the machine itself: a token of its managed identity for whoever knows the header (Microsoft Learn, "REST endpoint reference" of managed
/// identities for App Service; IDENTITY_ENDPOINT and IDENTITY_HEADER lead here).
/// </summary>
internal sealed class ManagedIdentityEndpoint(SandboxRuntime runtime)
{
    /// <summary>The header's value; on a real machine a secret of its own, here anybody on loopback may have it.</summary>
    public const string Header = "sandbox";

    /// <summary>The status, and the token or the error.</summary>
    public (int Status, JsonObject Body) Answer(HttpRequest request)
    {
        if (request.Headers["X-IDENTITY-HEADER"] != Header)
        {
            return (StatusCodes.Status401Unauthorized, Error("Unauthorized", "X-IDENTITY-HEADER is missing or wrong."));
        }

        var clientId = request.Query["client_id"].ToString();
        var resource = request.Query["resource"].ToString().TrimEnd('/');
        var (tenant, identity) = runtime.Options.Tenants
            .SelectMany(tenant => tenant.Applications, (tenant, application) => (tenant, application))
            .FirstOrDefault(known => known.application.IsManagedIdentity && (clientId.Length == 0 || known.application.ClientId.ToString() == clientId));
        if (identity is null)
        {
            return (StatusCodes.Status400BadRequest, Error("BadRequest", clientId.Length == 0 ? "No managed identity was found for this machine." : $"No User Assigned or Delegated Managed Identity found for specified ClientId '{clientId}'."));
        }

        return resource == FederatedCredential.UsualAudience
            ? (StatusCodes.Status200OK, Token(Assertion(tenant, identity), resource, identity, runtime.Options.Time.GetUtcNow() + runtime.Options.Entra.TokenLifetime))
            : resource == runtime.GraphUrl
                ? (StatusCodes.Status200OK, OfGraph(tenant, identity, resource))
                : (StatusCodes.Status400BadRequest, Error("invalid_resource", $"AADSTS500011: The resource principal named {resource} was not found in the tenant."));
    }

    private JsonObject OfGraph(SandboxTenant tenant, SandboxApplication identity, string resource)
    {
        var (token, rights) = runtime.Tokens.Issue(tenant, identity, user: null, runtime.GraphUrl, $"{runtime.AuthorityUrl}/{tenant.Id}/");
        return Token(token, resource, identity, rights.Expires);
    }

    private string Assertion(SandboxTenant tenant, SandboxApplication identity) => runtime.Tokens.IssueIdentity(
        EntraMetadata.Issuer(runtime, tenant), identity.ServicePrincipalId.ToString(), FederatedCredential.UsualAudience, runtime.Options.Entra.TokenLifetime);

    private static JsonObject Token(string token, string resource, SandboxApplication identity, DateTimeOffset expires) => new()
    {
        ["access_token"] = token,
        ["client_id"] = identity.ClientId.ToString(),
        ["expires_on"] = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["resource"] = resource,
        ["token_type"] = "Bearer",
    };

    private static JsonObject Error(string code, string message) => new() { ["statusCode"] = 400, ["error"] = code, ["message"] = message };
}

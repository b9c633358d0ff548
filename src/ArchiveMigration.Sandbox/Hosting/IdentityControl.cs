using System.Text.Json;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>POST /sandbox/identities: a token of an identity from outside, as a cluster or a pipeline writes it into a file for its workloads.</summary>
internal sealed class IdentityControl(SandboxRuntime runtime)
{
    public async Task IssueAsync(HttpContext context, JsonSerializerOptions json)
    {
        var wanted = await context.Request.ReadFromJsonAsync<WantedToken>(json, context.RequestAborted) ?? throw new JsonException("An object is needed.");
        var token = runtime.Tokens.IssueIdentity(wanted.Issuer, wanted.Subject, wanted.Audience, TimeSpan.FromSeconds(wanted.Seconds));
        await context.Response.WriteAsJsonAsync(new { Token = token }, json, context.RequestAborted);
    }

    private sealed record WantedToken(string Issuer, string Subject, string Audience = FederatedCredential.UsualAudience, int Seconds = 3600);
}

using System.Net;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Tenants;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Entra;

public sealed class TokenTests
{
    [Fact]
    public async Task A_secret_buys_a_token_that_names_tenant_application_and_roles()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var answer = await sandbox.SignInAsync(sandbox.Scenario.Source, sandbox.Scenario.ClientSecret);

        var token = (await RunningSandbox.JsonAsync(answer))["access_token"]!.GetValue<string>();
        var claims = Claims(token);
        Assert.Equal(sandbox.Scenario.Source.Id.ToString(), claims["tid"]!.GetValue<string>());
        Assert.Equal(sandbox.Scenario.SourceApplication.ClientId.ToString(), claims["appid"]!.GetValue<string>());
        Assert.Equal(
            sandbox.Scenario.SourceApplication.GrantedRoles.Order(StringComparer.Ordinal),
            claims["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
        var lifetime = claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>();
        Assert.InRange(lifetime, 60 * 60, 90 * 60);
    }

    [Fact]
    public async Task An_application_without_grants_gets_a_token_without_roles()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.Scenario.SourceApplication.GrantedRoles.Clear();

        Assert.Null(Claims(await sandbox.TokenAsync(sandbox.Scenario.Source))["roles"]);
    }

    [Fact]
    public async Task The_tenant_may_be_named_by_any_of_its_domains()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        foreach (var name in new[] { "contoso.onmicrosoft.com", "contoso.example" })
        {
            using var answer = await sandbox.Client.PostAsync(new Uri(sandbox.Host.AuthorityUrl, $"{name}/oauth2/v2.0/token"), Form(sandbox));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("unknown tenant", 90002, "invalid_request", HttpStatusCode.BadRequest)]
    [InlineData("common", 9001023, "invalid_request", HttpStatusCode.BadRequest)]
    [InlineData("unknown application", 700016, "unauthorized_client", HttpStatusCode.BadRequest)]
    [InlineData("disabled application", 7000112, "unauthorized_client", HttpStatusCode.BadRequest)]
    [InlineData("wrong secret", 7000215, "invalid_client", HttpStatusCode.Unauthorized)]
    [InlineData("expired secret", 7000222, "invalid_client", HttpStatusCode.Unauthorized)]
    [InlineData("no credential", 7000218, "invalid_client", HttpStatusCode.Unauthorized)]
    [InlineData("not consented", 65001, "invalid_grant", HttpStatusCode.BadRequest)]
    [InlineData("conditional access", 53003, "invalid_grant", HttpStatusCode.BadRequest)]
    [InlineData("wrong scope", 1002012, "invalid_scope", HttpStatusCode.BadRequest)]
    [InlineData("foreign resource", 500011, "invalid_resource", HttpStatusCode.BadRequest)]
    [InlineData("transient", 90033, "temporarily_unavailable", HttpStatusCode.ServiceUnavailable)]
    public async Task A_refusal_has_the_number_and_the_form_of_Entra_ID(string reason, int number, string error, HttpStatusCode status)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var application = sandbox.Scenario.SourceApplication;
        var tenant = sandbox.Scenario.Source.Id.ToString();
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = application.ClientId.ToString(),
            ["client_secret"] = sandbox.Scenario.ClientSecret,
            ["scope"] = sandbox.Scope,
        };
        switch (reason)
        {
            case "unknown tenant":
                tenant = Guid.NewGuid().ToString();
                break;
            case "common":
                tenant = "common";
                break;
            case "unknown application":
                form["client_id"] = Guid.NewGuid().ToString();
                break;
            case "disabled application":
                application.Enabled = false;
                break;
            case "wrong secret":
                form["client_secret"] = "not-it";
                break;
            case "expired secret":
                application.Secrets.Add(new ClientSecret("old", DateTimeOffset.UtcNow.AddDays(-1)));
                form["client_secret"] = "old";
                break;
            case "no credential":
                form.Remove("client_secret");
                break;
            case "not consented":
                application.Consented = false;
                break;
            case "conditional access":
                application.BlockedByConditionalAccess = true;
                break;
            case "wrong scope":
                form["scope"] = new Uri(sandbox.Host.GraphUrl, "User.Read.All").ToString();
                break;
            case "foreign resource":
                form["scope"] = "https://graph.microsoft.us/.default";
                break;
            default:
                sandbox.Host.Faults.Add(FaultKind.ServiceUnavailable, SandboxOperation.SignIn);
                break;
        }

        using var answer = await sandbox.Client.PostAsync(new Uri(sandbox.Host.AuthorityUrl, $"{tenant}/oauth2/v2.0/token"), new FormUrlEncodedContent(form));

        var body = await RunningSandbox.JsonAsync(answer);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(error, body["error"]!.GetValue<string>());
        Assert.Equal(number, Assert.Single(body["error_codes"]!.AsArray())!.GetValue<int>());
        Assert.StartsWith($"AADSTS{number}: ", body["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(Guid.TryParse(body["trace_id"]!.GetValue<string>(), out _));
        Assert.True(Guid.TryParse(body["correlation_id"]!.GetValue<string>(), out _));
    }

    [Fact]
    public async Task A_token_ends_with_its_lifetime()
    {
        var time = new ManualTimeProvider();
        await using var sandbox = await RunningSandbox.StartAsync(time);
        using (var early = await sandbox.GetAsync(sandbox.SourceArchive, "folders"))
        {
            Assert.Equal(HttpStatusCode.OK, early.StatusCode);
        }

        time.Advance(TimeSpan.FromMinutes(76));
        using var late = await sandbox.GetAsync(sandbox.SourceArchive, "folders");

        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
        Assert.Equal("InvalidAuthenticationToken", await RunningSandbox.ErrorCodeAsync(late));
    }

    [Fact]
    public async Task All_tokens_can_be_made_invalid()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.TokenAsync(sandbox.Scenario.Source);
        sandbox.Host.RevokeTokens();
        using var answer = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_metadata_tell_region_and_endpoints()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var text = await sandbox.Client.GetStringAsync(new Uri(sandbox.Host.AuthorityUrl, "fabrikam.example/v2.0/.well-known/openid-configuration"));

        var metadata = JsonNode.Parse(text)!;
        Assert.Equal("NA", metadata["tenant_region_scope"]!.GetValue<string>());
        Assert.Equal($"{sandbox.Host.AuthorityUrl}{sandbox.Scenario.Destination.Id}/oauth2/v2.0/token", metadata["token_endpoint"]!.GetValue<string>());
        Assert.Equal(sandbox.Host.GraphUrl.Authority, metadata["msgraph_host"]!.GetValue<string>());
    }

    private static FormUrlEncodedContent Form(RunningSandbox sandbox) => new(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = sandbox.Scenario.SourceApplication.ClientId.ToString(),
        ["client_secret"] = sandbox.Scenario.ClientSecret,
        ["scope"] = sandbox.Scope,
    });

    private static JsonNode Claims(string token) =>
        JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))!;
}

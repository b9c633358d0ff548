using System.Net;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Graph;

public sealed class DirectoryTests
{
    [Fact]
    public async Task Every_answer_names_the_request_and_repeats_the_clients_id()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.Host.GraphUrl, "/v1.0/organization"));
        request.Headers.Add("client-request-id", "mine");
        using var answer = await sandbox.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("mine", Assert.Single(answer.Headers.GetValues("client-request-id")));
        var id = Assert.Single(answer.Headers.GetValues("request-id"));
        var inner = (await RunningSandbox.JsonAsync(answer))["error"]!["innerError"]!;
        Assert.Equal((id, "mine"), (inner["request-id"]!.GetValue<string>(), inner["client-request-id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_organization_needs_its_own_permission()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var refused = await sandbox.SendAsync(sandbox.Scenario.Source, HttpMethod.Get, "/v1.0/organization");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("Authorization_RequestDenied", await RunningSandbox.ErrorCodeAsync(refused));

        sandbox.Scenario.DestinationApplication.GrantedRoles.Add("Organization.Read.All");
        using var answer = await sandbox.SendAsync(sandbox.Scenario.Destination, HttpMethod.Get, "/v1.0/organization?$select=id,countryLetterCode,verifiedDomains");
        var organization = (await RunningSandbox.JsonAsync(answer))["value"]![0]!;
        Assert.Equal(sandbox.Scenario.Destination.Id.ToString(), organization["id"]!.GetValue<string>());
        Assert.Equal("US", organization["countryLetterCode"]!.GetValue<string>());
        Assert.Null(organization["displayName"]);
        Assert.Equal(
            ["fabrikam.onmicrosoft.com", "fabrikam.example"],
            organization["verifiedDomains"]!.AsArray().Select(domain => domain!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_user_is_found_by_name_or_id_but_not_by_another_address()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        foreach (var id in new[] { "USER1@contoso.example", sandbox.Source.ObjectId.ToString() })
        {
            using var answer = await UserAsync(sandbox, $"users/{id}");
            Assert.Equal("user1@contoso.example", (await RunningSandbox.JsonAsync(answer))["userPrincipalName"]!.GetValue<string>());
        }

        using var other = await UserAsync(sandbox, "users/user1@contoso.onmicrosoft.com");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.Equal("Request_ResourceNotFound", await RunningSandbox.ErrorCodeAsync(other));
    }

    [Theory]
    [InlineData("proxyAddresses/any(p:p eq 'SMTP:User1@Contoso.onmicrosoft.com')", 1)]
    [InlineData("proxyAddresses/any(x:x eq 'smtp:user1@contoso.example') or mail eq 'nobody@contoso.example'", 1)]
    [InlineData("userPrincipalName eq 'user1@contoso.example'", 1)]
    [InlineData("mail eq 'user1@contoso.example'", 1)]
    [InlineData("mail eq 'o''hara@contoso.example'", 0)]
    public async Task Users_are_found_by_filter(string filter, int count)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var answer = await UserAsync(sandbox, $"users?$filter={Uri.EscapeDataString(filter)}&$select=id,proxyAddresses");

        var found = (await RunningSandbox.JsonAsync(answer))["value"]!.AsArray();
        Assert.Equal(count, found.Count);
        Assert.All(found, user => Assert.Equal(2, user!["proxyAddresses"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_filter_of_another_form_is_refused()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var answer = await UserAsync(sandbox, "users?$filter=contains(mail,'user1')");
        Assert.Equal("Request_UnsupportedQuery", await RunningSandbox.ErrorCodeAsync(answer));
    }

    [Fact]
    public async Task Settings_tell_both_mailboxes_and_leave_out_the_archive_that_is_not_there()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var settings = await SettingsAsync(sandbox, "beta");
        Assert.Equal(sandbox.Source.PrimaryMailbox!.GraphId, settings["primaryMailboxId"]!.GetValue<string>());
        Assert.Equal(sandbox.SourceArchive.GraphId, settings["inPlaceArchiveMailboxId"]!.GetValue<string>());

        sandbox.Source.Archive = null;
        Assert.False((await SettingsAsync(sandbox, "beta")).AsObject().ContainsKey("inPlaceArchiveMailboxId"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whether_v1_settings_tell_the_archive_can_be_chosen(bool tells)
    {
        await using var sandbox = await RunningSandbox.StartAsync(exchange: new ExchangeBehaviour { Version1TellsArchive = tells });
        Assert.Equal(tells, (await SettingsAsync(sandbox, "v1.0")).AsObject().ContainsKey("inPlaceArchiveMailboxId"));
    }

    [Fact]
    public async Task Settings_can_come_as_a_collection()
    {
        await using var sandbox = await RunningSandbox.StartAsync(exchange: new ExchangeBehaviour { SettingsAsCollection = true });
        var settings = await SettingsAsync(sandbox, "beta");
        Assert.Equal(sandbox.SourceArchive.GraphId, settings["value"]![0]!["inPlaceArchiveMailboxId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_user_without_a_mailbox_is_not_enabled_for_REST()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.Source.PrimaryMailbox = null;
        using var answer = await UserAsync(sandbox, $"users/{sandbox.Source.ObjectId}/settings/exchange");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("MailboxNotEnabledForRESTAPI", await RunningSandbox.ErrorCodeAsync(answer));
    }

    [Fact]
    public async Task Basic_reading_of_users_is_not_enough_for_settings()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.Scenario.SourceApplication.GrantedRoles.Remove("User.Read.All");
        sandbox.Scenario.SourceApplication.GrantedRoles.Add("User.ReadBasic.All");
        using var answer = await UserAsync(sandbox, $"users/{sandbox.Source.ObjectId}/settings/exchange");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("ErrorAccessDenied", await RunningSandbox.ErrorCodeAsync(answer));
    }

    private static Task<HttpResponseMessage> UserAsync(RunningSandbox sandbox, string path) =>
        sandbox.SendAsync(sandbox.Scenario.Source, HttpMethod.Get, $"/v1.0/{path}");

    private static async Task<JsonNode> SettingsAsync(RunningSandbox sandbox, string version)
    {
        using var answer = await sandbox.SendAsync(sandbox.Scenario.Source, HttpMethod.Get, $"/{version}/users/{sandbox.Source.ObjectId}/settings/exchange");
        return await RunningSandbox.JsonAsync(answer);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Entra;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Entra;

public sealed class DeviceCodeTests
{
    [Fact]
    public async Task A_code_waits_until_the_page_approves_it_and_then_buys_a_delegated_token()
    {
        await using var sandbox = await StartAsync();
        var code = await StartCodeAsync(sandbox);
        using (var pending = await PollAsync(sandbox, code))
        {
            Assert.Equal("authorization_pending", (await RunningSandbox.JsonAsync(pending))["error"]!.GetValue<string>());
        }

        using (var approval = await sandbox.Client.PostAsync(new Uri(code["verification_uri"]!.GetValue<string>()), new FormUrlEncodedContent(
            [KeyValuePair.Create("user_code", code["user_code"]!.GetValue<string>()), KeyValuePair.Create("user", sandbox.Source.UserPrincipalName)])))
        {
            Assert.Equal(HttpStatusCode.OK, approval.StatusCode);
        }

        using var answer = await PollAsync(sandbox, code);
        var body = await RunningSandbox.JsonAsync(answer);
        Assert.NotNull(body["refresh_token"]);
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(body["access_token"]!.GetValue<string>().Split('.')[1]))!;
        Assert.Equal(sandbox.Source.UserPrincipalName, claims["upn"]!.GetValue<string>());
        Assert.Equal("MailboxFolder.Read", claims["scp"]!.GetValue<string>());
        Assert.Null(claims["roles"]);
    }

    [Fact]
    public async Task A_code_can_be_set_to_approve_itself_and_its_user_reaches_own_mailboxes_only()
    {
        var entra = new EntraBehaviour();
        await using var sandbox = await StartAsync(entra);
        entra.ApproveDeviceCodesAs = sandbox.Source.UserPrincipalName;
        using var answer = await PollAsync(sandbox, await StartCodeAsync(sandbox));
        var token = (await RunningSandbox.JsonAsync(answer))["access_token"]!.GetValue<string>();
        var (other, _) = sandbox.Scenario.AddUser("other", "Somebody Else");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(sandbox, token, sandbox.SourceArchive.GraphId));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(sandbox, token, other.Archive!.GraphId));
    }

    [Fact]
    public async Task A_refresh_token_is_good_for_one_more_token()
    {
        var entra = new EntraBehaviour();
        await using var sandbox = await StartAsync(entra);
        entra.ApproveDeviceCodesAs = sandbox.Source.UserPrincipalName;
        using var first = await PollAsync(sandbox, await StartCodeAsync(sandbox));
        var refresh = (await RunningSandbox.JsonAsync(first))["refresh_token"]!.GetValue<string>();

        using var second = await RefreshAsync(sandbox, refresh);
        using var third = await RefreshAsync(sandbox, refresh);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(700082, (await RunningSandbox.JsonAsync(third))["error_codes"]![0]!.GetValue<int>());
    }

    [Fact]
    public async Task A_code_that_nobody_entered_expires()
    {
        var time = new ManualTimeProvider();
        await using var sandbox = await StartAsync(time: time);
        var code = await StartCodeAsync(sandbox);
        time.Advance(TimeSpan.FromMinutes(15));
        using var answer = await PollAsync(sandbox, code);

        Assert.Equal(70019, (await RunningSandbox.JsonAsync(answer))["error_codes"]![0]!.GetValue<int>());
    }

    [Fact]
    public async Task An_application_that_is_not_public_needs_a_credential_for_it()
    {
        await using var sandbox = await StartAsync();
        sandbox.Scenario.SourceApplication.AllowPublicClient = false;
        using var answer = await PollAsync(sandbox, await StartCodeAsync(sandbox));

        Assert.Equal(7000218, (await RunningSandbox.JsonAsync(answer))["error_codes"]![0]!.GetValue<int>());
    }

    private static async Task<RunningSandbox> StartAsync(EntraBehaviour? entra = null, TimeProvider? time = null)
    {
        var sandbox = await RunningSandbox.StartAsync(time, entra: entra);
        sandbox.Scenario.SourceApplication.AllowPublicClient = true;
        sandbox.Scenario.SourceApplication.GrantedScopes.Add("MailboxFolder.Read");
        return sandbox;
    }

    private static async Task<JsonNode> StartCodeAsync(RunningSandbox sandbox)
    {
        using var answer = await sandbox.Client.PostAsync(
            new Uri(sandbox.Host.AuthorityUrl, $"{sandbox.Scenario.Source.Id}/oauth2/v2.0/devicecode"),
            new FormUrlEncodedContent([KeyValuePair.Create("client_id", sandbox.Scenario.SourceApplication.ClientId.ToString()), KeyValuePair.Create("scope", sandbox.Scope)]));
        return await RunningSandbox.JsonAsync(answer);
    }

    private static Task<HttpResponseMessage> PollAsync(RunningSandbox sandbox, JsonNode code) => sandbox.SignInAsync(
        sandbox.Scenario.Source,
        ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
        ("client_id", sandbox.Scenario.SourceApplication.ClientId.ToString()),
        ("device_code", code["device_code"]!.GetValue<string>()));

    private static Task<HttpResponseMessage> RefreshAsync(RunningSandbox sandbox, string token) => sandbox.SignInAsync(
        sandbox.Scenario.Source,
        ("grant_type", "refresh_token"),
        ("client_id", sandbox.Scenario.SourceApplication.ClientId.ToString()),
        ("refresh_token", token));

    private static async Task<HttpStatusCode> StatusAsync(RunningSandbox sandbox, string token, string mailbox)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.Host.GraphUrl, $"/beta/admin/exchange/mailboxes/{mailbox}/folders"));
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await sandbox.Client.SendAsync(request);
        return answer.StatusCode;
    }
}

using ArchiveMigration.Sandbox.Tests.Hosting;
using Microsoft.Identity.Client;

namespace ArchiveMigration.Sandbox.Tests.Entra;

/// <summary>The library that the engine signs in with, set up as the engine must set it up.</summary>
public sealed class MsalTests
{
    [Fact]
    public async Task Msal_signs_in_with_a_secret()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var result = await Application(sandbox, builder => builder.WithClientSecret(sandbox.Scenario.ClientSecret))
            .AcquireTokenForClient([sandbox.Scope]).ExecuteAsync();
        Assert.NotEmpty(result.AccessToken);
    }

    [Fact]
    public async Task Msal_signs_in_with_a_certificate()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var result = await Application(sandbox, builder => builder.WithCertificate(sandbox.Scenario.ClientCertificate))
            .AcquireTokenForClient([sandbox.Scope]).ExecuteAsync();
        Assert.NotEmpty(result.AccessToken);
    }

    [Fact]
    public async Task Msal_passes_on_the_number_of_a_refusal()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var refusal = await Assert.ThrowsAsync<MsalServiceException>(() =>
            Application(sandbox, builder => builder.WithClientSecret("not-it")).AcquireTokenForClient([sandbox.Scope]).ExecuteAsync());
        Assert.Equal("invalid_client", refusal.ErrorCode);
        Assert.Contains("AADSTS7000215", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Msal_completes_a_device_code()
    {
        await using var sandbox = await RunningSandbox.StartAsync(entra: new() { DeviceCodeInterval = 1 });
        sandbox.Scenario.SourceApplication.AllowPublicClient = true;
        sandbox.Scenario.SourceApplication.GrantedScopes.Add("MailboxItem.Export");
        var application = PublicClientApplicationBuilder.Create(sandbox.Scenario.SourceApplication.ClientId.ToString())
            .WithAuthority(Authority(sandbox), validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(new Pinned(sandbox))
            .Build();
        var result = await application.AcquireTokenWithDeviceCode([sandbox.Scope], async code =>
        {
            using var approval = await sandbox.Client.PostAsync(new Uri(code.VerificationUrl), new FormUrlEncodedContent(
                [KeyValuePair.Create("user_code", code.UserCode), KeyValuePair.Create("user", sandbox.Source.UserPrincipalName)]));
            approval.EnsureSuccessStatusCode();
        }).ExecuteAsync();

        Assert.Equal(sandbox.Source.UserPrincipalName, result.Account.Username);
    }

    private static IConfidentialClientApplication Application(RunningSandbox sandbox, Func<ConfidentialClientApplicationBuilder, ConfidentialClientApplicationBuilder> credential) =>
        credential(ConfidentialClientApplicationBuilder.Create(sandbox.Scenario.SourceApplication.ClientId.ToString()))
            .WithAuthority(Authority(sandbox), validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(new Pinned(sandbox))
            .Build();

    private static string Authority(RunningSandbox sandbox) => new Uri(sandbox.Host.AuthorityUrl, sandbox.Scenario.Source.Id.ToString()).ToString();

    private sealed class Pinned(RunningSandbox sandbox) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => sandbox.Client;
    }
}

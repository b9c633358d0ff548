using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Exchange.Authentication;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Exchange;

public class SignInTests
{
    private const string Tenant = "11111111-2222-3333-4444-555555555555";
    private const string Client = "8a5e0000-0000-0000-0000-000000000001";
    private const string SecretText = "very~secret~value";

    // The identity platform's list of error codes, as far as administrators of a migration meet them.
    private static readonly string[] Expected =
    [
        "700016", "90002", "90038", "900382", "900432", "50059", "50128", "500011", "650052", "650057", "7000215", "7000222", "7000218", "700025", "700027", "700030",
        "700024", "7000112", "50126", "50034", "50053", "50055", "50057", "50076", "50079", "50074", "50072", "50097", "53000", "53001", "53003", "530032", "530035",
        "65001", "65004", "90094", "50105", "50194", "9001023", "70011", "1002012", "70016", "70018", "70019", "50199", "700082", "50173", "90033", "90024", "50033",
        "90006", "90090", "7000229", "900023", "70021", "700211", "700212", "700213", "7002121", "7002131", "50020",
    ];

    [Fact]
    public void Every_number_that_administrators_meet_is_explained()
    {
        Assert.Equal(Expected.Order(), AadErrors.Numbers.Order());
        Assert.All(AadErrors.Numbers, number =>
        {
            AadError error = AadErrors.Find(number)!;
            Assert.False(error.Meaning.EndsWith('.'), number);
            Assert.Matches(@"(\.|\{consent\}|\{destination\})$", error.Remedy);
        });
    }

    [Theory]
    [InlineData("invalid_client", "7000215", false, "value, not its id")]
    [InlineData("invalid_client", "7000222", false, "new secret")]
    [InlineData("unauthorized_client", "700016", false, Client)]
    [InlineData("invalid_request", "90002", false, "cloud")]
    [InlineData("invalid_grant", "65001", false, "https://login.microsoftonline.com/" + Tenant + "/adminconsent?client_id=" + Client)]
    [InlineData("access_denied", "53003", false, "Conditional Access")]
    [InlineData("temporarily_unavailable", "90033", true, "some minutes")]
    [InlineData("invalid_request", "999999", false, "https://login.microsoftonline.com/error")]
    public async Task A_refused_sign_in_says_what_the_number_means_and_what_to_do(string error, string number, bool isTransient, string remedy)
    {
        using var service = new ScriptedService();
        for (int i = 0; i < 3; i++)
        {
            service.Then(HttpStatusCode.BadRequest, Refusal(error, number));
        }

        MigrationException failure = await FailAsync(service, Endpoint());

        Assert.Equal((ErrorIds.EndpointAuthenticationFailed, "AADSTS" + number, isTransient), (failure.ErrorId, failure.ServiceCode, failure.IsTransient));
        Assert.Equal(("correlation-7", "Contoso"), (failure.RequestId, failure.Target));
        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
        Assert.Contains("AADSTS" + number, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Trace ID", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("{", failure.Message + failure.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(SecretText, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_that_cannot_be_reached_is_no_wrong_password()
    {
        using var service = new ScriptedService();
        for (int i = 0; i < 4; i++)
        {
            service.ThenBreak(new HttpRequestException(HttpRequestError.NameResolutionError));
        }

        MigrationException failure = await FailAsync(service, Endpoint());

        Assert.Equal((ErrorIds.ConnectionFailed, true), (failure.ErrorId, failure.IsTransient));
        Assert.Contains("login.microsoftonline.com", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_who_need_a_token_at_once_sign_in_once()
    {
        using ScriptedService service = new ScriptedService().ThenJson("""{"token_type":"Bearer","expires_in":3600,"access_token":"T1"}""");
        using var http = new HttpClient(service);
        using var tokens = new MsalTokens(Endpoint(), http, null, TimeProvider.System);

        string[] given = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tokens.GetAsync(false, default)));

        Assert.All(given, token => Assert.Equal("T1", token));
        Assert.Contains("scope=https%3A%2F%2Fgraph.microsoft.com%2F.default", service.Asked.Single().Body, StringComparison.Ordinal);
        Assert.StartsWith($"https://login.microsoftonline.com/{Tenant}/", service.Asked.Single().Url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_anybody_to_show_the_code_to_a_personal_sign_in_fails_clearly()
    {
        using var service = new ScriptedService();

        MigrationException failure = await FailAsync(service, Endpoint(new SignIn.DeviceCode()));

        Assert.Equal(ErrorIds.EndpointAuthenticationFailed, failure.ErrorId);
        Assert.Contains("nobody to show the code to", failure.Message, StringComparison.Ordinal);
        Assert.Empty(service.Asked);
    }

    [Fact]
    public async Task A_certificate_that_is_in_no_store_is_named()
    {
        using var service = new ScriptedService();

        MigrationException failure = await FailAsync(service, Endpoint(new SignIn.StoreCertificate("\u200e9f 00 AA")));

        Assert.Equal((ErrorIds.CertificateNotUsable, "9F00AA"), (failure.ErrorId, failure.Target));
        Assert.Empty(service.Asked);
    }

    [Fact]
    public async Task A_certificate_file_that_is_missing_or_locked_or_no_certificate_is_refused()
    {
        using var folder = new StoreFolder();
        string missing = Path.Combine(folder.Root, "missing.pfx");
        string garbage = Path.Combine(folder.Root, "garbage.pfx");
        await File.WriteAllTextAsync(garbage, "no certificate");
        string locked = await WritePfxAsync(folder, -1, 1, "right");

        await RefusedAsync(missing, null, "cannot be read");
        await RefusedAsync(garbage, null, "not a certificate");
        await RefusedAsync(locked, "wrong", "not a certificate");
        await RefusedAsync(locked, null, "not a certificate");

        static async Task RefusedAsync(string path, string? password, string message)
        {
            using var service = new ScriptedService();
            MigrationException failure = await FailAsync(service, Endpoint(new SignIn.FileCertificate(path, password is null ? null : new Secret(password))));
            Assert.Equal((ErrorIds.CertificateNotUsable, path), (failure.ErrorId, failure.Target));
            Assert.Contains(message, failure.Message, StringComparison.Ordinal);
            Assert.Empty(service.Asked);
        }
    }

    [Theory]
    [InlineData(-20, -10, "ended on 2026-11-12")]
    [InlineData(10, 20, "begins only on 2026-12-02")]
    public async Task A_certificate_outside_its_validity_is_refused_before_anything_is_sent(int fromDay, int toDay, string message)
    {
        using var folder = new StoreFolder();
        using var service = new ScriptedService();
        var time = new ManualTimeProvider();
        string path = await WritePfxAsync(folder, fromDay, toDay, "p", time.GetUtcNow());

        MigrationException failure = await FailAsync(service, Endpoint(new SignIn.FileCertificate(path, new Secret("p"))), time);

        Assert.Equal(ErrorIds.CertificateNotUsable, failure.ErrorId);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Empty(service.Asked);
    }

    [Fact]
    public async Task A_certificate_signs_in_and_tells_its_end()
    {
        using var folder = new StoreFolder();
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        string path = Path.Combine(folder.Root, "app.pfx");
        await File.WriteAllBytesAsync(path, tenants.Scenario.ClientCertificate.Export(X509ContentType.Pkcs12, "p"));
        await using IMailboxService service = tenants.Services.Create(tenants.SourceEndpoint with { SignIn = new SignIn.FileCertificate(path, new Secret("p")) }, null);

        TenantDescription tenant = await service.DescribeTenantAsync(default);

        Assert.Equal(new DateTimeOffset(tenants.Scenario.ClientCertificate.NotAfter).ToUniversalTime(), tenant.CredentialExpiresUtc);
        Assert.Null(tenant.DisplayName); // Not permitted to read it, and that is no failure.
    }

    [Fact]
    public async Task A_certificate_of_the_users_store_signs_in_if_its_private_key_is_there()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        X509Certificate2 certificate = tenants.Scenario.ClientCertificate;
        MigrationEndpoint endpoint = tenants.SourceEndpoint with { SignIn = new SignIn.StoreCertificate(certificate.Thumbprint) };
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadWrite);
        using X509Certificate2 publicHalf = X509CertificateLoader.LoadCertificate(certificate.RawData);
        try
        {
            store.Add(publicHalf);
            var failure = await Assert.ThrowsAsync<MigrationException>(() => DescribeAsync());
            Assert.Equal((ErrorIds.CertificateNotUsable, certificate.Thumbprint), (failure.ErrorId, failure.Target));
            Assert.Contains("private key", failure.Message, StringComparison.Ordinal);
            store.Remove(publicHalf);

            store.Add(certificate);
            Assert.NotNull((await DescribeAsync()).CredentialExpiresUtc);
        }
        finally
        {
            store.Remove(publicHalf);
            store.Remove(certificate);
        }

        async Task<TenantDescription> DescribeAsync()
        {
            await using IMailboxService service = tenants.Services.Create(endpoint, null);
            return await service.DescribeTenantAsync(default);
        }
    }

    [Fact]
    public async Task A_person_signs_in_by_code_once()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Entra.ApproveDeviceCodesAs = tenants.Source.UserPrincipalName;
        tenants.Entra.DeviceCodeInterval = 0;
        tenants.Scenario.SourceApplication.AllowPublicClient = true;
        tenants.Scenario.SourceApplication.GrantedScopes.UnionWith(["User.Read.All", "MailboxFolder.Read", "MailboxItem.Read", "MailboxItem.Export"]);
        List<string> shown = [];
        await using IMailboxService service = tenants.Services.Create(tenants.SourceEndpoint with { SignIn = new SignIn.DeviceCode() }, shown.Add);

        IMailbox mailbox = await service.OpenMailboxAsync(tenants.Source.UserPrincipalName, MailboxKind.Archive, default);
        await mailbox.ProbeExportAsync(default);

        Assert.Contains("code", Assert.Single(shown), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_with_another_certificate_than_the_pinned_one_gets_nothing()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        MigrationEndpoint endpoint = tenants.SourceEndpoint with { Cloud = tenants.Cloud with { TlsThumbprint = new string('A', 64) } };
        await using IMailboxService service = tenants.Services.Create(endpoint, null);

        var failure = await Assert.ThrowsAsync<MigrationException>(() => service.DescribeTenantAsync(default));

        Assert.Equal((ErrorIds.ConnectionFailed, false), (failure.ErrorId, failure.IsTransient));
        Assert.Contains("thumbprint", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_cloud_and_one_without_the_api_are_told_apart()
    {
        using ScriptedService service = new ScriptedService()
            .ThenJson("""{"metadata":[{"preferred_network":"login.microsoftonline.us","preferred_cache":"login.microsoftonline.us","aliases":["login.microsoftonline.us"]}]}""")
            .ThenJson("""{"token_type":"Bearer","expires_in":3600,"access_token":"T1"}""")
            .ThenJson($$"""{"issuer":"https://login.microsoftonline.us/{{Tenant}}/v2.0","tenant_region_scope":"USGov"}""")
            .ThenJson("""{"value":[{"id":"x","displayName":"Agency"}]}""");
        var services = new MicrosoftMailboxServices(TimeProvider.System, _ => service);
        await using IMailboxService agency = services.Create(Endpoint() with { Cloud = Clouds.GccHigh }, null);

        Assert.Equal(new TenantDescription(Tenant, "Agency", "USGov", null), await agency.DescribeTenantAsync(default));
        var failure = await Assert.ThrowsAsync<MigrationException>(() => agency.OpenMailboxAsync("a@agency.us", MailboxKind.Archive, default));
        Assert.Equal(ErrorIds.CloudNotAvailable, failure.ErrorId);
        failure = Assert.Throws<MigrationException>(() => services.Create(Endpoint() with { Cloud = Clouds.Global with { Name = CloudName.Germany } }, null));
        Assert.Equal(ErrorIds.CloudRetired, failure.ErrorId);
    }

    private static MigrationEndpoint Endpoint(SignIn? signIn = null) => new()
    {
        Name = "Contoso",
        TenantId = Tenant,
        ClientId = Client,
        Cloud = Clouds.Global,
        SignIn = signIn ?? new SignIn.ClientSecret(new Secret(SecretText)),
    };

    private static async Task<MigrationException> FailAsync(ScriptedService service, MigrationEndpoint endpoint, TimeProvider? time = null)
    {
        await using IMailboxService tenant = new MicrosoftMailboxServices(time ?? TimeProvider.System, _ => service).Create(endpoint, null);
        return await Assert.ThrowsAsync<MigrationException>(() => tenant.DescribeTenantAsync(default));
    }

    private static string Refusal(string error, string number) =>
        "{\"error\":\"" + error + "\",\"error_description\":\"AADSTS" + number + ": Something is wrong. Trace ID: 1 Correlation ID: 2 Timestamp: 3\",\"error_codes\":["
        + number + "],\"correlation_id\":\"correlation-7\"}";

    private static async Task<string> WritePfxAsync(StoreFolder folder, int fromDay, int toDay, string password, DateTimeOffset? today = null)
    {
        DateTimeOffset now = today ?? DateTimeOffset.UtcNow;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=app", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(fromDay), now.AddDays(toDay));
        string path = Path.Combine(folder.Root, "app.pfx");
        await File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pkcs12, password));
        return path;
    }
}

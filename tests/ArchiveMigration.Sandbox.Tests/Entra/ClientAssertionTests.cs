using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Entra;

public sealed class ClientAssertionTests
{
    [Theory]
    [InlineData("RS256", false)]
    [InlineData("RS256", true)]
    [InlineData("PS256", false)]
    [InlineData("PS256", true)]
    public async Task A_certificate_buys_a_token(string algorithm, bool sha256)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var answer = await RedeemAsync(sandbox, new Assertion(sandbox) { Algorithm = algorithm, Sha256 = sha256 });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull((await RunningSandbox.JsonAsync(answer))["access_token"]);
    }

    [Fact]
    public async Task A_certificate_that_was_not_uploaded_is_refused()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.Scenario.SourceApplication.Certificates.Clear();
        await AssertRefusedAsync(700027, sandbox, new Assertion(sandbox));
    }

    [Fact]
    public async Task A_signature_over_other_bytes_is_refused()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await AssertRefusedAsync(700027, sandbox, new Assertion(sandbox) { Spoil = true });
    }

    [Fact]
    public async Task An_assertion_for_another_tenant_is_refused()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await AssertRefusedAsync(700027, sandbox, new Assertion(sandbox) { Tenant = sandbox.Scenario.Destination.Id });
    }

    [Theory]
    [InlineData(-20, -10)]
    [InlineData(10, 20)]
    public async Task An_assertion_outside_its_time_is_refused_as_a_matter_of_clocks(int startMinutes, int endMinutes)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await AssertRefusedAsync(700024, sandbox, new Assertion(sandbox) { StartMinutes = startMinutes, EndMinutes = endMinutes });
    }

    private static async Task AssertRefusedAsync(int number, RunningSandbox sandbox, Assertion assertion)
    {
        using var answer = await RedeemAsync(sandbox, assertion);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(number, (await RunningSandbox.JsonAsync(answer))["error_codes"]![0]!.GetValue<int>());
    }

    private static Task<HttpResponseMessage> RedeemAsync(RunningSandbox sandbox, Assertion assertion) => sandbox.SignInAsync(
        sandbox.Scenario.Source,
        ("grant_type", "client_credentials"),
        ("client_id", sandbox.Scenario.SourceApplication.ClientId.ToString()),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", assertion.Sign()),
        ("scope", sandbox.Scope));

    private sealed class Assertion(RunningSandbox sandbox)
    {
        public string Algorithm { get; init; } = "PS256";

        public bool Sha256 { get; init; } = true;

        public bool Spoil { get; init; }

        public Guid Tenant { get; init; } = sandbox.Scenario.Source.Id;

        public int StartMinutes { get; init; }

        public int EndMinutes { get; init; } = 10;

        public string Sign()
        {
            var certificate = sandbox.Scenario.ClientCertificate;
            var client = sandbox.Scenario.SourceApplication.ClientId.ToString();
            var now = DateTimeOffset.UtcNow;
            var header = new JsonObject { ["alg"] = Algorithm, ["typ"] = "JWT" };
            header[Sha256 ? "x5t#S256" : "x5t"] = Base64Url.EncodeToString(
                Sha256 ? certificate.GetCertHash(HashAlgorithmName.SHA256) : certificate.GetCertHash());
            var payload = new JsonObject
            {
                ["aud"] = new Uri(sandbox.Host.AuthorityUrl, $"{Tenant}/oauth2/v2.0/token").ToString(),
                ["iss"] = client,
                ["sub"] = client,
                ["jti"] = Guid.NewGuid().ToString(),
                ["nbf"] = now.AddMinutes(StartMinutes).ToUnixTimeSeconds(),
                ["exp"] = now.AddMinutes(EndMinutes).ToUnixTimeSeconds(),
            };
            var signed = $"{Encode(header)}.{Encode(payload)}";
            using var key = certificate.GetRSAPrivateKey()!;
            var signature = key.SignData(
                Encoding.ASCII.GetBytes(Spoil ? signed + " " : signed),
                HashAlgorithmName.SHA256,
                Algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
            return $"{signed}.{Base64Url.EncodeToString(signature)}";
        }

        private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
    }
}

using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Entra;

/// <summary>
/// Checks the JWT that an application signs with its certificate (RFC 7523): RS256 or PS256, the certificate named by
/// x5t (SHA-1) or x5t#S256, issuer and subject the client id, audience the token endpoint, within its validity.
/// </summary>
internal static class ClientAssertion
{
    /// <summary>Clocks may differ by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <exception cref="EntraException">AADSTS700027, or 700024 when only the time is wrong.</exception>
    public static void Check(string assertion, SandboxApplication application, IReadOnlyCollection<string> audiences, DateTimeOffset now)
    {
        var (header, payload, signedBytes, signature) = JsonWebToken.Parse(assertion)
            ?? throw EntraException.WrongAssertion("The assertion is not a JSON Web Token.", null);
        if (application.FederatedCredentials.Count > 0 && !string.Equals(Text(payload, "iss"), application.ClientId.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            FederatedAssertion.Check((header, payload, signedBytes, signature), application, now);
            return;
        }

        var thumbprint = Text(header, "x5t#S256") ?? Text(header, "x5t");
        var certificate = Find(application, header)
            ?? throw EntraException.WrongAssertion("The key was not found.", thumbprint);
        var padding = Text(header, "alg") switch
        {
            "RS256" => RSASignaturePadding.Pkcs1,
            "PS256" => RSASignaturePadding.Pss,
            var other => throw EntraException.WrongAssertion($"The algorithm '{other}' is not supported.", thumbprint),
        };
        using var key = certificate.GetRSAPublicKey();
        if (key is null || !key.VerifyData(signedBytes, signature, HashAlgorithmName.SHA256, padding))
        {
            throw EntraException.WrongAssertion("The key used is expired or the signature is wrong.", thumbprint);
        }

        var clientId = application.ClientId.ToString();
        if (!string.Equals(Text(payload, "iss"), clientId, StringComparison.OrdinalIgnoreCase)
            || !string.Equals(Text(payload, "sub"), clientId, StringComparison.OrdinalIgnoreCase))
        {
            throw EntraException.WrongAssertion("Issuer and subject must be the client id.", thumbprint);
        }

        if (!audiences.Contains(Text(payload, "aud"), StringComparer.OrdinalIgnoreCase))
        {
            throw EntraException.WrongAssertion("The audience must be the token endpoint.", thumbprint);
        }

        if (Moment(payload, "exp") is not { } end || now - Skew > end || (Moment(payload, "nbf") is { } start && now + Skew < start))
        {
            throw EntraException.AssertionOutsideValidity(now);
        }
    }

    private static X509Certificate2? Find(SandboxApplication application, JsonObject header) =>
        application.Certificates.FirstOrDefault(certificate =>
            Text(header, "x5t#S256") is { } sha256
                ? sha256 == Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256))
                : Text(header, "x5t") == Base64Url.EncodeToString(certificate.GetCertHash()));

    private static string? Text(JsonObject part, string name) =>
        part[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A NumericDate; MSAL writes it as a string, which Entra ID takes.</summary>
    private static DateTimeOffset? Moment(JsonObject part, string name) =>
        part[name] is JsonValue value
        && (value.TryGetValue<long>(out var seconds)
            || (value.TryGetValue<string>(out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)))
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Entra;

/// <summary>
/// Checks a token of another issuer that an application shows in place of its own (workload identity federation). Entra ID compares issuer, subject and audience,
/// each exactly, with what the application trusts, and fetches the issuer's keys; here every outside issuer is the sandbox itself.
/// </summary>
internal static class FederatedAssertion
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <exception cref="EntraException">AADSTS700211, 700212, 700213: not trusted; 700024: outside its time; 700027: not signed by that issuer.</exception>
    public static void Check((JsonObject Header, JsonObject Payload, byte[] SignedBytes, byte[] Signature) token, SandboxApplication application, DateTimeOffset now)
    {
        var (issuer, subject, audience) = (Text(token.Payload, "iss"), Text(token.Payload, "sub"), Text(token.Payload, "aud"));
        var ofIssuer = application.FederatedCredentials.Where(trusted => trusted.Issuer == issuer).ToList();
        var ofSubject = ofIssuer.Where(trusted => trusted.Subject == subject).ToList();
        if (ofIssuer.Count == 0)
        {
            throw EntraException.UntrustedIssuer(issuer);
        }

        if (ofSubject.Count == 0)
        {
            throw EntraException.UntrustedSubject(subject);
        }

        if (!ofSubject.Any(trusted => trusted.Audience == audience))
        {
            throw EntraException.UntrustedAudience(audience);
        }

        using var key = RSA.Create(TokenIssuer.PublicKey);
        if (!key.VerifyData(token.SignedBytes, token.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            throw EntraException.WrongAssertion("The key used is expired or the signature is wrong.", null);
        }

        if (token.Payload["exp"] is not JsonValue end || !end.TryGetValue<long>(out var seconds) || now - Skew > DateTimeOffset.FromUnixTimeSeconds(seconds))
        {
            throw EntraException.AssertionOutsideValidity(now);
        }
    }

    private static string? Text(JsonObject part, string name) => part[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

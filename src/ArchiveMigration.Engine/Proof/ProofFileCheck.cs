using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace ArchiveMigration.Engine.Proof;

/// <summary>Says whether a file is the proof that was signed. Reads nothing but the two files.</summary>
public static class ProofFileCheck
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>Tests a file.</summary>
    /// <param name="path">The proof's full path.</param>
    /// <param name="signaturePath">Its signature's; null = beside it.</param>
    /// <param name="expectedSha256">The hash that was told, for instance by mail; null = none.</param>
    /// <exception cref="MigrationException">ProofFileNotReadable.</exception>
    public static ProofFileTest Run(string path, string? signaturePath = null, string? expectedSha256 = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var isNamed = signaturePath is not null;
        signaturePath ??= path + ProofFile.SignatureExtension;
        var document = Read(path);
        var signature = isNamed || File.Exists(signaturePath) ? Read(signaturePath) : null;
        var test = Describe(path, document);
        if (test.Result == ProofFileResult.NotAProof)
        {
            return test;
        }

        if (expectedSha256 is not null && !string.Equals(expectedSha256.Trim(), test.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            return test with { Result = ProofFileResult.HashDiffers, Message = "Its SHA-256 is not the one given: it was changed, or it is another proof. Ask for the original file." };
        }

        if (signature is not null)
        {
            return Check(test, document, signature);
        }

        return expectedSha256 is not null
            ? test with { Result = ProofFileResult.HashAgrees, Message = "Its SHA-256 is the one given: it is that file, as far as the way by which the hash came can be trusted. It is not signed." }
            : test;
    }

    private static ProofFileTest Check(ProofFileTest test, byte[] document, byte[] signature)
    {
        var message = new SignedCms(new ContentInfo(document), detached: true);
        SignerInfo signer;
        try
        {
            message.Decode(signature);
            signer = message.SignerInfos[0];
        }
        catch (Exception failure) when (failure is CryptographicException or IndexOutOfRangeException or ArgumentException)
        {
            return test with { Result = ProofFileResult.SignatureBroken, Message = "The signature beside it cannot be read. Ask for the original signature file." };
        }

        test = test with { SignedUtc = ProofSignature.SigningTimeOf(signer) };
        using var certificate = signer.Certificate;
        if (certificate is not null)
        {
            test = test with
            {
                Signer = certificate.Subject,
                SignerThumbprint = certificate.Thumbprint,
                CertificateBeginsUtc = certificate.NotBefore.ToUniversalTime(),
                CertificateEndsUtc = certificate.NotAfter.ToUniversalTime(),
                IsSignerTrusted = IsTrusted(certificate, test.SignedUtc),
            };
        }

        if (!ProofSignature.IsOver(signer, document))
        {
            return ProofSignature.ProofOf(signer) is { } other && other != test.ProofId
                ? test with { Result = ProofFileResult.OtherProof, Message = $"The signature was made for another proof, {other}. Ask for this proof's own signature." }
                : test with { Result = ProofFileResult.Altered, Message = "It was changed since it was signed: what it says cannot be relied on. Ask for the original file." };
        }

        try
        {
            signer.CheckSignature(verifySignatureOnly: true);
        }
        catch (CryptographicException)
        {
            return test with { Result = ProofFileResult.SignatureBroken, Message = "The signature was not made with the key of the certificate that it names. Do not rely on the file." };
        }

        if (test.SignedUtc is not { } signed || signed < test.CertificateBeginsUtc || signed > test.CertificateEndsUtc)
        {
            return test with { Result = ProofFileResult.CertificateNotValid, Message = $"It is the file that was signed, but the certificate of {test.Signer} was not valid then." };
        }

        var trust = test.IsSignerTrusted == true ? "This machine trusts the certificate's issuer." : "This machine does not know the certificate's issuer: see by its thumbprint that it is the signer's.";
        return test with
        {
            Result = ProofFileResult.Signed,
            Message = string.Create(CultureInfo.InvariantCulture, $"It is, byte for byte, the file that {test.Signer} signed on {signed:yyyy-MM-dd HH:mm} UTC. {trust}"),
        };
    }

    private static bool IsTrusted(X509Certificate2 certificate, DateTimeOffset? at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (at is { } time)
        {
            chain.ChainPolicy.VerificationTime = time.LocalDateTime;
        }

        return chain.Build(certificate);
    }

    private static ProofFileTest Describe(string path, byte[] document)
    {
        var test = new ProofFileTest
        {
            Path = path,
            Sha256 = Convert.ToHexString(SHA256.HashData(document)).ToLowerInvariant(),
            Result = ProofFileResult.NotAProof,
            Message = "It is not a proof of ArchiveMigration. Name the file that Confirm-ArchiveMigration wrote.",
        };
        try
        {
            using var json = JsonDocument.Parse(document, Strict);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object && Text(root, "format") == ProofDocument.Format && Guid.TryParse(Text(root, "id"), out var id)
                ? test with
                {
                    Result = ProofFileResult.NotSigned,
                    Message = "There is no signature beside it. That it is what was written can only be seen by its SHA-256: compare it with the one that was told.",
                    ProofId = id,
                    Project = Text(root, "project"),
                    Verdict = Enum.TryParse<ProofVerdict>(Text(root, "verdict"), out var verdict) ? verdict : null,
                }
                : test;
        }
        catch (JsonException)
        {
            return test;
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var isMissing = failure is FileNotFoundException or DirectoryNotFoundException;
            throw new MigrationException(
                ErrorIds.ProofFileNotReadable, isMissing ? MigrationErrorKind.NotFound : MigrationErrorKind.InvalidInput, isMissing ? $"There is no file '{path}'." : $"The file '{path}' cannot be read: {failure.Message}", failure)
            {
                Target = path,
                Remedy = "Name the file that Confirm-ArchiveMigration wrote; its signature lies beside it under the same name with .p7s at the end.",
            };
        }
    }
}

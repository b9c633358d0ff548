using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange.Authentication;

namespace ArchiveMigration.Engine.Proof;

/// <summary>The detached signature of a proof: Cryptographic Message Syntax (RFC 5652), which openssl and signtool read too.</summary>
internal static class ProofSignature
{
    private const string Description = "ArchiveMigration proof ";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <summary>Finds the certificate to sign with.</summary>
    /// <exception cref="MigrationException">CertificateNotUsable.</exception>
    public static X509Certificate2 LoadCertificate(SignIn signWith, TimeProvider time)
    {
        try
        {
            return signWith switch
            {
                SignIn.StoreCertificate certificate => SignInCertificate.Load(certificate, time),
                SignIn.FileCertificate certificate => SignInCertificate.Load(certificate, time),
                _ => throw new ArgumentException("Only a certificate signs.", nameof(signWith)),
            };
        }
        catch (MigrationException failure) when (failure.ErrorId == ErrorIds.CertificateNotUsable)
        {
            // What an application's registration needs is of no help here.
            throw new MigrationException(failure.ErrorId, MigrationErrorKind.InvalidInput, $"The proof cannot be signed: {failure.Message}", failure)
            {
                Target = failure.Target,
                Remedy = "Nothing was read. Give a certificate with its private key that is valid today: its thumbprint in this account's or machine's personal store, or the path of a .pfx file.",
            };
        }
    }

    /// <summary>Signs a document, which the signature names by its number.</summary>
    public static byte[] Sign(byte[] document, X509Certificate2 certificate, Guid proofId, string fileName)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new Pkcs9SigningTime());
        signer.SignedAttributes.Add(new Pkcs9DocumentName(fileName));
        signer.SignedAttributes.Add(new Pkcs9DocumentDescription($"{Description}{proofId}"));
        var message = new SignedCms(new ContentInfo(document), detached: true);
        message.ComputeSignature(signer);
        return message.Encode();
    }

    /// <summary>The number of the proof that a signature was made for, or null.</summary>
    public static Guid? ProofOf(SignerInfo signer)
        => Attribute<Pkcs9DocumentDescription>(signer)?.DocumentDescription is { } text
            && text.StartsWith(Description, StringComparison.Ordinal) && Guid.TryParse(text.AsSpan(Description.Length), out var id) ? id : null;

    /// <summary>When it was signed by the signer's clock, UTC, or null.</summary>
    public static DateTimeOffset? SigningTimeOf(SignerInfo signer) => Attribute<Pkcs9SigningTime>(signer)?.SigningTime is { } time ? new DateTimeOffset(time.ToUniversalTime(), TimeSpan.Zero) : null;

    /// <summary>Whether the signature is over these bytes, whoever made it.</summary>
    public static bool IsOver(SignerInfo signer, byte[] document)
        => signer.DigestAlgorithm.Value == Sha256 && Attribute<Pkcs9MessageDigest>(signer)?.MessageDigest is { } digest && digest.AsSpan().SequenceEqual(SHA256.HashData(document));

    private static T? Attribute<T>(SignerInfo signer)
        where T : AsnEncodedData => signer.SignedAttributes.Cast<CryptographicAttributeObject>().SelectMany(static attribute => attribute.Values.Cast<AsnEncodedData>()).OfType<T>().FirstOrDefault();
}

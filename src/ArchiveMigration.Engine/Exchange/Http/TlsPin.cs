using System.Net.Security;
using System.Security.Cryptography;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>Accepts one server certificate, by the SHA-256 of its bytes, and no other: for a custom cloud nobody vouches for.</summary>
internal static class TlsPin
{
    /// <param name="thumbprint">SHA-256 in hex.</param>
    public static RemoteCertificateValidationCallback Only(string thumbprint)
    {
        byte[] expected = Convert.FromHexString(thumbprint);
        return (_, certificate, _, _) =>
            certificate is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(certificate.GetRawCertData()), expected);
    }
}

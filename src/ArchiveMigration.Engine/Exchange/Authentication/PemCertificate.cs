using System.Security.Cryptography.X509Certificates;
using System.Text;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>A certificate and its private key in one PEM file (RFC 7468), as OpenSSL, Key Vault and the Azure command line write it; the key encrypted (PKCS #8) or not.</summary>
internal static class PemCertificate
{
    private const string Certificate = "-----BEGIN CERTIFICATE-----";
    private const string EncryptedKey = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
    private const string OneFile = "Put certificate and private key into one file, for example: Get-Content cert.pem, key.pem | Set-Content both.pem";

    public static bool IsPem(ReadOnlySpan<byte> file) => file.IndexOf("-----BEGIN "u8) >= 0;

    /// <exception cref="MigrationException">CertificateNotUsable: certificate or key is not in the file, or the key's password is not given.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The file is damaged, or the password does not open the key.</exception>
    public static X509Certificate2 Load(byte[] file, SignIn.FileCertificate signIn)
    {
        string text = Encoding.UTF8.GetString(file);
        if (!text.Contains(Certificate, StringComparison.Ordinal))
        {
            throw CertificateFailures.Unusable(signIn.Path, $"The file {signIn.Path} holds no certificate.", OneFile);
        }

        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw CertificateFailures.Unusable(signIn.Path, $"The file {signIn.Path} holds a certificate without its private key.", OneFile);
        }

        if (!text.Contains(EncryptedKey, StringComparison.Ordinal))
        {
            return X509Certificate2.CreateFromPem(text, text);
        }

        return signIn.Password is { } password
            ? X509Certificate2.CreateFromEncryptedPem(text, text, password.Reveal())
            : throw CertificateFailures.Unusable(signIn.Path, $"The private key in {signIn.Path} is encrypted.", "Give its password: -CertificatePassword (Read-Host -AsSecureString).");
    }
}

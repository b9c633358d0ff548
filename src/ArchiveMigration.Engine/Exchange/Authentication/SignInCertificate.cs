using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>Finds the certificate of an endpoint and refuses one that cannot sign in, before anything is sent.</summary>
internal static class SignInCertificate
{
    /// <summary>Loads from the current user's store, then the machine's.</summary>
    /// <exception cref="MigrationException">CertificateNotUsable.</exception>
    public static X509Certificate2 Load(SignIn.StoreCertificate signIn, TimeProvider time)
    {
        // Certificate consoles put blanks and an invisible mark around the digits that people copy.
        string thumbprint = string.Concat(signIn.Thumbprint.Where(char.IsAsciiHexDigit)).ToUpperInvariant();
        X509Certificate2? withoutKey = null;
        foreach (StoreLocation location in (StoreLocation[])[StoreLocation.CurrentUser, StoreLocation.LocalMachine])
        {
            if (Find(location, thumbprint) is { } found)
            {
                if (found.HasPrivateKey)
                {
                    withoutKey?.Dispose();
                    return Checked(found, thumbprint, time);
                }

                withoutKey = found;
            }
        }

        bool isThere = withoutKey is not null;
        withoutKey?.Dispose();
        throw isThere
            ? CertificateFailures.Unusable(thumbprint, $"The certificate {thumbprint} is in the store, but without its private key or not readable by this account.", "Import it with its private key (.pfx) for the account that runs this, or grant the account access to the key.")
            : CertificateFailures.Unusable(thumbprint, $"There is no certificate {thumbprint} in the personal store of this account or of this machine.", "Check the thumbprint (Get-ChildItem Cert:\\CurrentUser\\My, Cert:\\LocalMachine\\My) and the account that runs this.");
    }

    /// <summary>Loads from a PFX or PEM file; the key stays in memory where the system can do that.</summary>
    /// <exception cref="MigrationException">CertificateNotUsable.</exception>
    public static X509Certificate2 Load(SignIn.FileCertificate signIn, TimeProvider time)
    {
        X509KeyStorageFlags keys = OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;
        X509Certificate2 certificate;
        try
        {
            byte[] bytes = File.ReadAllBytes(signIn.Path);
            certificate = PemCertificate.IsPem(bytes) ? PemCertificate.Load(bytes, signIn) : new X509Certificate2(bytes, signIn.Password?.Reveal(), keys);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CertificateFailures.Unusable(signIn.Path, $"The certificate file {signIn.Path} cannot be read.", "Check the path and that this account may read it.", e);
        }
        catch (CryptographicException e)
        {
            throw CertificateFailures.Unusable(
                signIn.Path, $"The file {signIn.Path} is not a certificate that the given password opens.",
                signIn.Password is null ? "Give the file's password, and check that it is a .pfx or .pem file." : "Check the password, and that it is a .pfx or .pem file.", e);
        }

        if (!certificate.HasPrivateKey)
        {
            certificate.Dispose();
            throw CertificateFailures.Unusable(signIn.Path, $"The file {signIn.Path} holds a certificate without its private key.", "Export it again with its private key, as .pfx, or put both into one .pem file.");
        }

        return Checked(certificate, signIn.Path, time);
    }

    private static X509Certificate2? Find(StoreLocation location, string thumbprint)
    {
        try
        {
            using var store = new X509Store(StoreName.My, location);
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            X509Certificate2Collection found = store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false);
            return found.Count > 0 ? found[0] : null;
        }
        catch (CryptographicException)
        {
            return null; // This system has no such store, or none yet.
        }
    }

    private static X509Certificate2 Checked(X509Certificate2 certificate, string target, TimeProvider time)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        DateTime begins = certificate.NotBefore.ToUniversalTime();
        DateTime ends = certificate.NotAfter.ToUniversalTime();
        if (now >= begins && now <= ends)
        {
            return certificate;
        }

        certificate.Dispose();
        throw now > ends
            ? CertificateFailures.Unusable(target, $"The certificate {target} ended on {Day(ends)}.", "Make a new one, upload its public part to the application's registration, and change the endpoint.")
            : CertificateFailures.Unusable(target, $"The certificate {target} begins only on {Day(begins)}.", "Use another until then, or set this machine's clock.");
    }

    private static string Day(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

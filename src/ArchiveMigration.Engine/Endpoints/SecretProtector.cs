using System.Globalization;
using System.Text;

namespace ArchiveMigration.Engine.Endpoints;

/// <summary>
/// Encrypts the secrets of endpoints at rest. An encrypted secret is bound to its purpose: moved to another endpoint, tenant or
/// sign-in address in the database, it cannot be read there, so that nobody who can only write to the file can have it sent elsewhere.
/// </summary>
internal abstract class SecretProtector
{
    private readonly byte scheme;

    protected SecretProtector(byte scheme) => this.scheme = scheme;

    /// <summary>The way of this machine: DPAPI of the current user on Windows, an owner-only key file beside the store elsewhere.</summary>
    public static SecretProtector For(string storePath)
        => OperatingSystem.IsWindows() ? new WindowsSecretProtector() : new KeyFileSecretProtector(storePath + ".key");

    /// <summary>Encrypts.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="binding">What it belongs to; the same is needed to read it.</param>
    public byte[] Protect(Secret secret, SecretBinding binding)
        => [scheme, .. Encrypt(Encoding.UTF8.GetBytes(secret.Reveal()), binding.ToBytes())];

    /// <summary>A secret that is decrypted when it is revealed, so that an unreadable one spoils nothing but its own use.</summary>
    public Secret Unprotect(byte[] encrypted, SecretBinding binding) => new(() => Reveal(encrypted, binding));

    /// <summary>Encrypts under this account's key.</summary>
    protected abstract byte[] Encrypt(byte[] plain, byte[] binding);

    /// <summary>Decrypts; throws CryptographicException when it cannot be done.</summary>
    protected abstract byte[] Decrypt(ReadOnlySpan<byte> encrypted, byte[] binding);

    /// <summary>The failure to read a secret.</summary>
    protected static MigrationException NotReadable(SecretBinding binding, string why, Exception? failure = null)
        => new(
            ErrorIds.SecretNotReadable,
            MigrationErrorKind.InvalidState,
            string.Create(CultureInfo.InvariantCulture, $"The {binding.What} of endpoint '{binding.Endpoint}' cannot be decrypted: {why}."),
            failure)
        {
            Target = binding.Endpoint,
            Remedy = $"Work as the account and on the machine that saved it, or give it again: Set-MigrationEndpoint -Name '{binding.Endpoint}' {binding.Parameter} (Read-Host -AsSecureString).",
        };

    private string Reveal(byte[] encrypted, SecretBinding binding)
    {
        if (encrypted.Length == 0 || encrypted[0] != scheme)
        {
            throw NotReadable(binding, "it was saved under another operating system");
        }

        try
        {
            return Encoding.UTF8.GetString(Decrypt(encrypted.AsSpan(1), binding.ToBytes()));
        }
        catch (Exception failure) when (failure is System.Security.Cryptography.CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw NotReadable(binding, WhyNot(failure), failure);
        }
    }

    private static string WhyNot(Exception failure) => failure switch
    {
        FileNotFoundException missing => $"its key file '{missing.FileName}' is missing",
        IOException or UnauthorizedAccessException => failure.Message.TrimEnd('.'),
        _ => "it was saved by another account, for another tenant, or was altered",
    };
}

using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace ArchiveMigration.Engine.Endpoints;

/// <summary>
/// AES-256-GCM under a random key in a file beside the store that only its owner may read. Laid out as nonce, tag, cipher text
/// (NIST SP 800-38D sizes: 12 and 16 bytes).
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class KeyFileSecretProtector(string keyPath) : SecretProtector(scheme: 2)
{
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    protected override byte[] Encrypt(byte[] plain, byte[] binding)
    {
        var encrypted = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(encrypted.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(File.Exists(keyPath) ? ReadKey() : MakeKey(), TagLength);
        cipher.Encrypt(encrypted.AsSpan(0, NonceLength), plain, encrypted.AsSpan(NonceLength + TagLength), encrypted.AsSpan(NonceLength, TagLength), binding);
        return encrypted;
    }

    protected override byte[] Decrypt(ReadOnlySpan<byte> encrypted, byte[] binding)
    {
        if (encrypted.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("The encrypted text is cut.");
        }

        using var cipher = new AesGcm(ReadKey(), TagLength);
        var plain = new byte[encrypted.Length - NonceLength - TagLength];
        cipher.Decrypt(encrypted[..NonceLength], encrypted[(NonceLength + TagLength)..], encrypted.Slice(NonceLength, TagLength), plain, binding);
        return plain;
    }

    /// <summary>Written aside and then moved to its name, so that nobody ever reads half a key. Of two processes that make one at once, the first wins.</summary>
    private byte[] MakeKey()
    {
        var aside = $"{keyPath}.{Guid.NewGuid():N}";
        try
        {
            using (var file = new FileStream(aside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                file.Write(RandomNumberGenerator.GetBytes(KeyLength));
                file.Flush(flushToDisk: true);
            }

            File.Move(aside, keyPath, overwrite: false);
        }
        catch (IOException) when (File.Exists(keyPath))
        {
            File.Delete(aside);
        }

        return ReadKey();
    }

    private byte[] ReadKey()
    {
        if ((File.GetUnixFileMode(keyPath) & Others) != 0)
        {
            throw new MigrationException(ErrorIds.SecretNotReadable, MigrationErrorKind.InvalidState, $"The key file '{keyPath}' can be read by other accounts, so it is not used.")
            {
                Target = keyPath,
                Remedy = $"Take the rights of others away (chmod 600 '{keyPath}'). If somebody may have read it, make new client secrets in Entra ID and save those.",
            };
        }

        var key = File.ReadAllBytes(keyPath);
        return key.Length == KeyLength ? key : throw new CryptographicException("The key file does not hold a key.");
    }
}

using System.Security.Cryptography;

namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>SHA-256 over an item's stream, without keeping the stream.</summary>
internal static class ContentHash
{
    public static byte[] Of(Action<Stream> write)
    {
        using var sha = SHA256.Create();
        using (var hashing = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write, leaveOpen: true))
        {
            write(hashing);
        }

        return sha.Hash!;
    }
}

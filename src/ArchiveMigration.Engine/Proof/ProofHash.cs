using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ArchiveMigration.Engine.Proof;

/// <summary>64 bits of a SHA-256: by these items are compared, so that a million of them take some megabytes on disk and none in memory.</summary>
internal static class ProofHash
{
    public static long Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    public static long Of(string text)
    {
        Span<byte> buffer = stackalloc byte[1024];
        return Encoding.UTF8.GetMaxByteCount(text.Length) <= buffer.Length ? Of(buffer[..Encoding.UTF8.GetBytes(text, buffer)]) : Of(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Mixes a seed into a hash (SplitMix64), so that each seed draws other items.</summary>
    public static ulong Mix(long hash, long seed)
    {
        var value = unchecked((ulong)hash ^ ((ulong)seed * 0x9E3779B97F4A7C15));
        value = unchecked((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9);
        value = unchecked((value ^ (value >> 27)) * 0x94D049BB133111EB);
        return value ^ (value >> 31);
    }
}

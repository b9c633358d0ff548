using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
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

    /// <summary>Tells ids of one mailbox apart: quicker than the others, and for nothing that somebody could gain by.</summary>
    public static long Quick(string id, int shard)
    {
        var value = (ulong)(uint)shard;
        foreach (var part in MemoryMarshal.Cast<char, ulong>(id.AsSpan()))
        {
            value = unchecked(BitOperations.RotateLeft(value ^ part, 29) * 0x9E3779B97F4A7C15);
        }

        foreach (var rest in id.AsSpan(id.Length & ~3))
        {
            value = unchecked(BitOperations.RotateLeft(value ^ rest, 29) * 0x9E3779B97F4A7C15);
        }

        return (long)Mix((long)value, id.Length);
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

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Makes 64 bits of a search key. Under a secret that is made up for each proof: whoever could choose keys so that two of them come to the same number would have to know
/// it; and that takes a hundredth of the time that SHA-256 does. Where items are drawn by a seed the numbers have to be the same in every proof, so there it is SHA-256.
/// </summary>
internal sealed class KeyHash(bool isStable)
{
    private const int Block = 2 * sizeof(ulong);

    private readonly ulong first = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private readonly ulong second = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    public long Of(ReadOnlySpan<byte> key)
    {
        if (isStable)
        {
            return ProofHash.Of(key);
        }

        var value = (ulong)key.Length;
        Span<byte> last = stackalloc byte[Block];
        for (; key.Length >= Block; key = key[Block..])
        {
            value = Fold(value, key);
        }

        key.CopyTo(last);
        return (long)Fold(value, last);
    }

    /// <summary>Both halves of a product of 64 by 64 bits, each factor covered by a part of the secret.</summary>
    private ulong Fold(ulong value, ReadOnlySpan<byte> block)
    {
        var high = Math.BigMul(
            BinaryPrimitives.ReadUInt64LittleEndian(block) ^ first ^ value, BinaryPrimitives.ReadUInt64LittleEndian(block[sizeof(ulong)..]) ^ second, out var low);
        return (high ^ low) + value;
    }
}

using System.Buffers.Binary;
using System.Globalization;

namespace ArchiveMigration.FastTransfer;

/// <summary>
/// The server version an item carries in its TellPartnerVersion record: the three words of RopTellVersion
/// (MS-OXCFXICS 2.2.3.1.1.6.1), the form of which is normalised in MS-OXCRPC. It tells the importing server how to read the
/// item, so it is never altered in an item that passes through.
/// </summary>
/// <param name="Word0">Major version in the upper byte, minor in the lower.</param>
/// <param name="Word1">0x8000 and the build number.</param>
/// <param name="Word2">The revision.</param>
public readonly record struct FastTransferVersion(ushort Word0, ushort Word1, ushort Word2)
{
    /// <summary>The version of the record in bytes.</summary>
    internal const int Size = 6;

    /// <summary>15.20.4608.6018, an Exchange Online of the time when the Graph documentation's sample was exported.</summary>
    public static FastTransferVersion ExchangeOnline { get; } = new(0x0F14, 0x9200, 0x1782);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Word0 >> 8}.{Word0 & 0xFF}.{Word1 & 0x7FFF}.{Word2}");

    internal static FastTransferVersion Read(ReadOnlySpan<byte> payload) => new(
        BinaryPrimitives.ReadUInt16LittleEndian(payload),
        BinaryPrimitives.ReadUInt16LittleEndian(payload[2..]),
        BinaryPrimitives.ReadUInt16LittleEndian(payload[4..]));

    internal void Write(Span<byte> payload)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(payload, Word0);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[2..], Word1);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[4..], Word2);
    }
}

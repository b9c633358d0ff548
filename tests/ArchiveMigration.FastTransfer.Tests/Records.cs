using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Tests;

/// <summary>Cuts an item into its outer records, and makes items of inner bytes; written apart from the code under test.</summary>
internal static class Records
{
    public static IReadOnlyList<(uint Opcode, byte[] Payload)> Split(ReadOnlySpan<byte> item)
    {
        var records = new List<(uint, byte[])>();
        while (!item.IsEmpty)
        {
            var opcode = BinaryPrimitives.ReadUInt32LittleEndian(item);
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(item[4..]);
            records.Add((opcode, item.Slice(8, length).ToArray()));
            item = item[(8 + length)..];
        }

        return records;
    }

    /// <summary>The MS-OXCFXICS stream inside the TransferBuffer records.</summary>
    public static byte[] Inner(ReadOnlySpan<byte> item) =>
        Split(item).Where(record => record.Opcode == 2).SelectMany(record => record.Payload).ToArray();

    /// <summary>An item of the pieces given, each in a record of its own.</summary>
    public static byte[] Join(params IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using var item = new MemoryStream();
        item.Write(Samples.SelfMadeItem.Before.AsSpan(0, 62));
        Span<byte> head = stackalloc byte[8];
        foreach (var piece in pieces)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(head, 2);
            BinaryPrimitives.WriteInt32LittleEndian(head[4..], piece.Length);
            item.Write(head);
            item.Write(piece.Span);
        }

        return item.ToArray();
    }
}

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace ArchiveMigration.FastTransfer;

/// <summary>The outer layer: the item's header and those of records.</summary>
public sealed partial class FastTransferReader
{
    /// <summary>Exchange 2010, the first with this export.</summary>
    private const ushort OldestVersion = 0x0E00;

    private uint recordLeft;
    private long recordEnd;
    private long overheadTaken;

    /// <summary>Bytes of content taken; one number is kept per atom instead of two.</summary>
    internal long ContentTaken => recordEnd - recordLeft;

    /// <summary>Takes the next record's header, and first of all the item's.</summary>
    private FastTransferElement OpenRecord(scoped ref ReadOnlySpan<byte> input, out bool isOpen)
    {
        isOpen = false;
        if (step == Step.Header)
        {
            return OpenItem(ref input);
        }

        var header = Gather(ref input, RecordLayout.RecordHeaderSize);
        if (header.IsEmpty)
        {
            return FastTransferElement.None;
        }

        var opcode = BinaryPrimitives.ReadUInt32LittleEndian(header);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(uint)..]);
        if (opcode != RecordLayout.TransferBuffer)
        {
            Fail(FastTransferFault.Record, $"a record with opcode {opcode} instead of 2");
        }

        if (length == 0)
        {
            Fail(FastTransferFault.Record, "an empty record");
        }

        recordLeft = length;
        recordEnd += length;
        overheadTaken += RecordLayout.RecordHeaderSize;
        isOpen = true;
        return FastTransferElement.None;
    }

    private FastTransferElement OpenItem(scoped ref ReadOnlySpan<byte> input)
    {
        var header = Gather(ref input, RecordLayout.ItemHeaderSize);
        if (header.IsEmpty)
        {
            return FastTransferElement.None;
        }

        CheckHeader(header);
        Version = FastTransferVersion.Read(header[RecordLayout.VersionOffset..]);
        if (Version.Word0 < OldestVersion)
        {
            Fail(FastTransferFault.Header, $"it was written by a server older than Exchange 2010 ({Version})");
        }

        overheadTaken = RecordLayout.ItemHeaderSize;
        step = Step.Definition;
        return FastTransferElement.Header;
    }

    private void CheckHeader(ReadOnlySpan<byte> bytes)
    {
        var known = RecordLayout.ItemHeaderStart;
        var compared = Math.Min(bytes.Length, known.Length);
        if (!bytes[..compared].SequenceEqual(known[..compared]))
        {
            Fail(FastTransferFault.Header, "it does not start with the three records of an exported item");
        }
    }

    [DoesNotReturn]
    private void FailCutAtom() => Fail(FastTransferFault.CutAtom, "a record ends inside a tag, name, length or number");

    [DoesNotReturn]
    private void Fail(FastTransferFault fault, string reason, int back = 0)
    {
        failure = new FastTransferFormatException(
            fault,
            fault == FastTransferFault.Truncated ? BytesTaken : ContentTaken + overheadTaken - back,
            reason);
        throw failure;
    }
}

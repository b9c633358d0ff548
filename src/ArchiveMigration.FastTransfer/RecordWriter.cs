using System.Buffers;
using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer;

/// <summary>
/// Gathers atoms and value bytes into TransferBuffer records: never more than <see cref="RecordLayout.MaximumPayload"/> bytes
/// in one, never none, never a cut atom (MS-OXCFXICS 2.2.4.1). Holds one record.
/// </summary>
internal sealed class RecordWriter : IRecordOutput, IDisposable
{
    private readonly Stream output;
    private byte[]? buffer;
    private int recordStart;
    private int end;

    public RecordWriter(Stream output, FastTransferVersion version)
    {
        this.output = output;
        buffer = ArrayPool<byte>.Shared.Rent(
            RecordLayout.ItemHeaderSize + RecordLayout.RecordHeaderSize + RecordLayout.MaximumPayload);
        RecordLayout.ItemHeaderStart.CopyTo(buffer);
        version.Write(buffer.AsSpan(RecordLayout.VersionOffset));
        recordStart = RecordLayout.ItemHeaderSize;
        end = recordStart + RecordLayout.RecordHeaderSize;
    }

    /// <summary>Bytes given to the output so far, record headers included.</summary>
    public long BytesWritten { get; private set; }

    private int Payload => end - recordStart - RecordLayout.RecordHeaderSize;

    private byte[] Buffer => buffer ?? throw new ObjectDisposedException(nameof(FastTransferWriter));

    /// <summary>Room for an atom, which stays whole. The caller fills all of it.</summary>
    public Span<byte> Atom(int size)
    {
        if (Payload + size > RecordLayout.MaximumPayload)
        {
            FlushRecord();
        }

        var atom = Buffer.AsSpan(end, size);
        end += size;
        return atom;
    }

    /// <summary>Bytes of a variable-size value, which may be cut anywhere.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (Payload == RecordLayout.MaximumPayload)
            {
                FlushRecord();
            }

            var taken = Math.Min(bytes.Length, RecordLayout.MaximumPayload - Payload);
            bytes[..taken].CopyTo(Buffer.AsSpan(end));
            end += taken;
            bytes = bytes[taken..];
        }
    }

    /// <summary>Writes the record begun, unless it is empty.</summary>
    public void FlushRecord()
    {
        var payload = Payload;
        if (payload == 0)
        {
            return;
        }

        var buffer = Buffer;
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(recordStart), RecordLayout.TransferBuffer);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(recordStart + sizeof(uint)), (uint)payload);
        output.Write(buffer, 0, end);
        BytesWritten += end;
        recordStart = 0;
        end = RecordLayout.RecordHeaderSize;
    }

    public void Dispose()
    {
        if (this.buffer is { } buffer)
        {
            this.buffer = null;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

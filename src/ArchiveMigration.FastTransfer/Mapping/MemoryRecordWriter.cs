using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Makes the same records as <see cref="RecordWriter"/>, in memory that holds all of them, so that each byte is copied once.</summary>
internal sealed class MemoryRecordWriter : IRecordOutput
{
    private readonly PooledBuffer output;
    private int recordStart;

    public MemoryRecordWriter(PooledBuffer output, FastTransferVersion version)
    {
        this.output = output;
        var header = output.Take(RecordLayout.ItemHeaderSize);
        RecordLayout.ItemHeaderStart.CopyTo(header);
        version.Write(header[RecordLayout.VersionOffset..]);
        OpenRecord();
    }

    private int Payload => output.Length - recordStart - RecordLayout.RecordHeaderSize;

    public Span<byte> Atom(int size)
    {
        if (Payload + size > RecordLayout.MaximumPayload)
        {
            FlushRecord();
            OpenRecord();
        }

        return output.Take(size);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (Payload == RecordLayout.MaximumPayload)
            {
                FlushRecord();
                OpenRecord();
            }

            var taken = Math.Min(bytes.Length, RecordLayout.MaximumPayload - Payload);
            bytes[..taken].CopyTo(output.Take(taken));
            bytes = bytes[taken..];
        }
    }

    public void FlushRecord()
    {
        var header = output.At(recordStart, RecordLayout.RecordHeaderSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header, RecordLayout.TransferBuffer);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(uint)..], (uint)Payload);
    }

    private void OpenRecord()
    {
        recordStart = output.Length;
        output.Take(RecordLayout.RecordHeaderSize);
    }
}

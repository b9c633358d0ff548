using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Makes the same records as <see cref="RecordWriter"/>, in memory that holds all of them, so that each byte is copied once.</summary>
internal sealed class MemoryRecordWriter : IRecordOutput
{
    private readonly PooledBuffer _output;
    private int _recordStart;

    public MemoryRecordWriter(PooledBuffer output, FastTransferVersion version)
    {
        _output = output;
        var header = output.Take(RecordLayout.ItemHeaderSize);
        RecordLayout.ItemHeaderStart.CopyTo(header);
        version.Write(header[RecordLayout.VersionOffset..]);
        OpenRecord();
    }

    private int Payload => _output.Length - _recordStart - RecordLayout.RecordHeaderSize;

    public Span<byte> Atom(int size)
    {
        if (Payload + size > RecordLayout.MaximumPayload)
        {
            FlushRecord();
            OpenRecord();
        }

        return _output.Take(size);
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
            bytes[..taken].CopyTo(_output.Take(taken));
            bytes = bytes[taken..];
        }
    }

    public void FlushRecord()
    {
        var header = _output.At(_recordStart, RecordLayout.RecordHeaderSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header, RecordLayout.TransferBuffer);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(uint)..], (uint)Payload);
    }

    private void OpenRecord()
    {
        _recordStart = _output.Length;
        _output.Take(RecordLayout.RecordHeaderSize);
    }
}

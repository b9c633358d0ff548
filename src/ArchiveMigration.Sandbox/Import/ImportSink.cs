using System.Buffers;
using System.Security.Cryptography;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Import;

/// <summary>Takes the bytes of an item as they arrive: hashes, inspects and keeps them, a buffer at a time.</summary>
internal sealed class ImportSink(SpooledContent? content, long maximum) : IDisposable
{
    /// <summary>Room that is always offered to a decoder.</summary>
    private const int LeastRoom = 12 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ItemInspection inspection = new();
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
    private int filled;

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>Whether more came than an item may have; the rest is counted and forgotten.</summary>
    public bool IsTooLong => Length > maximum;

    public Span<byte> GetSpan()
    {
        if (buffer.Length - filled < LeastRoom)
        {
            Empty();
        }

        return buffer.AsSpan(filled);
    }

    public void Advance(int count)
    {
        filled += count;
        Length += count;
    }

    /// <summary>Ends the item.</summary>
    /// <exception cref="InvalidDataException">It is not a whole FastTransfer item.</exception>
    public (InspectedItem Item, byte[] Sha256) Complete()
    {
        Empty();
        content?.Complete();
        return (inspection.Complete(), hash.GetHashAndReset());
    }

    public void Dispose()
    {
        hash.Dispose();
        inspection.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Empty()
    {
        var bytes = buffer.AsSpan(0, filled);
        filled = 0;
        if (bytes.IsEmpty || IsTooLong)
        {
            return;
        }

        hash.AppendData(bytes);
        inspection.Append(bytes);
        content?.Append(bytes);
    }
}

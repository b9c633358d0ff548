using System.Buffers;
using System.Security.Cryptography;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Import;

/// <summary>
/// Takes the bytes of an item as they arrive: hashes, inspects and keeps them, a buffer at a time. Content that turns out
/// to be wrong is still taken to its end, because an answer in the middle of an upload would look like a broken connection.
/// </summary>
internal sealed class ImportSink(SpooledContent? content, long maximum) : IDisposable
{
    /// <summary>Room that is always offered to a decoder.</summary>
    private const int LeastRoom = 12 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ItemInspector inspector = new();
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
    private int filled;
    private string? fault;

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

    /// <summary>Notes that the content is not what it should be.</summary>
    public void Fail(string reason) => fault ??= reason;

    /// <summary>Ends the item.</summary>
    /// <exception cref="InvalidDataException">It is not a whole FastTransfer item, or was not sent as base64.</exception>
    public (ItemSummary Summary, byte[] Sha256) Complete()
    {
        Empty();
        content?.Complete();
        if (fault is null)
        {
            try
            {
                return (inspector.Complete(), hash.GetHashAndReset());
            }
            catch (FastTransferFormatException exception)
            {
                fault = exception.Message;
            }
        }

        throw new InvalidDataException(fault);
    }

    public void Dispose()
    {
        hash.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Empty()
    {
        var bytes = buffer.AsSpan(0, filled);
        filled = 0;
        if (bytes.IsEmpty || IsTooLong || fault is not null)
        {
            return;
        }

        try
        {
            inspector.Push(bytes);
        }
        catch (FastTransferFormatException exception)
        {
            Fail(exception.Message);
            return;
        }

        hash.AppendData(bytes);
        content?.Append(bytes);
    }
}

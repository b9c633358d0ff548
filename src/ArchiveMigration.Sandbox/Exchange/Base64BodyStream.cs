using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>
/// Turns what is written into base64 and hands it to a response body at once, so that no item is ever whole in memory.
/// Item writers are synchronous: when the client is slower, the write blocks, as soon as so much is waiting.
/// </summary>
internal sealed class Base64BodyStream(PipeWriter body, int mostWaiting, CancellationToken cancellationToken) : WriteOnlyStream
{
    /// <summary>A multiple of three, so that pieces need no padding.</summary>
    private const int Piece = 24 * 1024;

    private readonly byte[] rest = new byte[3];
    private int restLength;
    private int unflushed;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (restLength > 0)
        {
            var take = Math.Min(3 - restLength, buffer.Length);
            buffer[..take].CopyTo(rest.AsSpan(restLength));
            restLength += take;
            buffer = buffer[take..];
            if (restLength < 3)
            {
                return;
            }

            Encode(rest, isFinal: false);
            restLength = 0;
        }

        while (buffer.Length >= 3)
        {
            var part = buffer[..Math.Min(Piece, buffer.Length / 3 * 3)];
            Encode(part, isFinal: false);
            buffer = buffer[part.Length..];
        }

        buffer.CopyTo(rest);
        restLength = buffer.Length;
    }

    /// <summary>Writes what is left over, with its padding.</summary>
    public void Complete()
    {
        Encode(rest.AsSpan(0, restLength), isFinal: true);
        restLength = 0;
    }

    private void Encode(ReadOnlySpan<byte> bytes, bool isFinal)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        var status = Base64.EncodeToUtf8(bytes, body.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written, isFinal);
        if (status != OperationStatus.Done)
        {
            throw new InvalidOperationException($"Base64 encoding ended with {status}.");
        }

        body.Advance(written);
        unflushed += written;
        if (unflushed >= mostWaiting)
        {
            unflushed = 0;
            var flush = body.FlushAsync(cancellationToken);
            if (!flush.IsCompletedSuccessfully)
            {
                flush.AsTask().GetAwaiter().GetResult();
            }
        }
    }
}

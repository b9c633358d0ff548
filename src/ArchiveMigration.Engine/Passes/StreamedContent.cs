using System.Buffers;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>An item too large to hold: its head from memory, the rest straight from the open export. It can be sent once.</summary>
internal sealed class StreamedContent(ItemBuffer head, Stream rest, long? length) : ItemContent
{
    /// <inheritdoc/>
    public override long? Length => length;

    /// <inheritdoc/>
    public override bool CanBeSentAgain => false;

    /// <summary>Bytes of text written so far.</summary>
    public long BytesWritten { get; private set; }

    /// <inheritdoc/>
    public override async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        await head.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
        BytesWritten = head.Length;
        head.Release();
        var bytes = ArrayPool<byte>.Shared.Rent(ItemBuffer.SegmentSize);
        try
        {
            int count;
            while ((count = await rest.ReadAsync(bytes, cancellationToken).ConfigureAwait(false)) > 0)
            {
                await destination.WriteAsync(bytes.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                BytesWritten += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        head.Release();
        return ValueTask.CompletedTask;
    }
}

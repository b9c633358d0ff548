using System.Buffers;

namespace ArchiveMigration.Engine.Passes;

/// <summary>An item that goes on byte for byte: its head from memory, the rest straight from the open export.</summary>
internal sealed class ForwardedContent(ItemBuffer head, Stream rest, long? length) : StreamedContent(length)
{
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

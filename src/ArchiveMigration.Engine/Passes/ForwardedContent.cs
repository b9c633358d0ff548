using ArchiveMigration.Engine.Mailboxes;

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
        await rest.CopyToAsync(new CountedStream(destination, count => BytesWritten += count), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        head.Release();
        return ValueTask.CompletedTask;
    }
}

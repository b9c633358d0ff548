using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>An item held whole in memory: uploaded with a Content-Length, and again when a try fails.</summary>
internal sealed class BufferedContent(ItemBuffer buffer) : ItemContent
{
    /// <inheritdoc/>
    public override long? Length => buffer.Length;

    /// <inheritdoc/>
    public override bool CanBeSentAgain => true;

    /// <inheritdoc/>
    public override Task CopyToAsync(Stream destination, CancellationToken cancellationToken) => buffer.CopyToAsync(destination, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Room?.Dispose();
        buffer.Release();
        return ValueTask.CompletedTask;
    }
}

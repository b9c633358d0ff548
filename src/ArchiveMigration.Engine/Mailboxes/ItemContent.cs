namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>
/// An item's content on its way to an import: base64 text as ASCII bytes, exactly as it was exported.
/// It is never made a string and never written to disk.
/// </summary>
public abstract class ItemContent : IAsyncDisposable
{
    /// <summary>Bytes of base64 text when known beforehand; null for content that is streamed through.</summary>
    public abstract long? Length { get; }

    /// <summary>Whether <see cref="CopyToAsync"/> can be called more than once.</summary>
    public abstract bool CanBeSentAgain { get; }

    /// <summary>
    /// Room that was kept for it at the mailbox it goes to (<see cref="IMailbox.KeepUploadRoomAsync"/>), or null. The import uses it up; whoever asked
    /// for it disposes it, or gives it to content that does so in <see cref="DisposeAsync"/>.
    /// </summary>
    public UploadRoom? Room { get; set; }

    /// <summary>Writes the text.</summary>
    /// <exception cref="MigrationException">Transient: the export that feeds it broke off.</exception>
    public abstract Task CopyToAsync(Stream destination, CancellationToken cancellationToken);

    /// <summary>Gives buffers back.</summary>
    public abstract ValueTask DisposeAsync();
}

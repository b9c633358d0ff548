using ArchiveMigration.Engine.Exchange.Import;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>An item of the source test mailbox, exported: its base64 text in memory.</summary>
internal sealed class ProbeItem(MailboxItem item, byte[] text)
{
    public MailboxItem Item { get; } = item;

    public long Length => text.Length;

    /// <summary>Exports an item.</summary>
    /// <exception cref="MigrationException">It could not be exported.</exception>
    public static async Task<ProbeItem> ExportAsync(IMailbox mailbox, MailboxItem item, CancellationToken cancellationToken)
    {
        await foreach (var exported in mailbox.ExportAsync([item], cancellationToken).ConfigureAwait(false))
        {
            if (exported.Content is not { } content)
            {
                throw exported.Error!;
            }

            using var whole = new MemoryStream();
            await content.CopyToAsync(whole, cancellationToken).ConfigureAwait(false);
            return new ProbeItem(item, whole.ToArray());
        }

        throw new InvalidOperationException("An export answers every item.");
    }

    /// <summary>The body of its import.</summary>
    public HttpContent ToBody(string folderId, bool chunked) => new ImportBody(folderId, null, new Held(text, chunked ? null : text.Length));

    private sealed class Held(byte[] text, long? length) : ItemContent
    {
        public override long? Length => length;

        public override bool CanBeSentAgain => true;

        public override Task CopyToAsync(Stream destination, CancellationToken cancellationToken) => destination.WriteAsync(text, cancellationToken).AsTask();

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

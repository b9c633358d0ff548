using ArchiveMigration.Engine.Exchange.Deletion;
using ArchiveMigration.Engine.Exchange.Export;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Exchange.Import;
using ArchiveMigration.Engine.Exchange.Listing;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange;

/// <summary>A mailbox or archive in Exchange Online, through Graph's mailbox import/export API.</summary>
internal sealed class GraphMailbox : IMailbox
{
    private readonly MailboxCalls calls;
    private readonly FolderListing folders;
    private readonly FolderCreation creation;
    private readonly ItemListing items;
    private readonly ItemExport export;
    private readonly ItemImport import;
    private readonly ItemDeletion deletion;

    public GraphMailbox(GraphTransport transport, HttpMessageInvoker http, string address, MailboxKind kind, string mailboxId)
    {
        calls = new MailboxCalls(transport, address, kind, mailboxId);
        folders = new FolderListing(calls);
        creation = new FolderCreation(calls, folders);
        items = new ItemListing(calls, folders);
        export = new ItemExport(calls);
        import = new ItemImport(calls, http);
        deletion = new ItemDeletion(calls);
    }

    public string Address => calls.Address;

    public MailboxKind Kind => calls.Kind;

    public string MailboxId => calls.MailboxId;

    public IAsyncEnumerable<MailboxFolder> ListFoldersAsync(CancellationToken cancellationToken) => folders.WalkAsync(cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<MailboxItem>> ListItemsAsync(MailboxFolder folder, DateTimeOffset? changedAfter, CancellationToken cancellationToken) =>
        items.ListAsync(folder, changedAfter, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<ItemVersion>> ListVersionsAsync(MailboxFolder folder, CancellationToken cancellationToken) =>
        items.ListVersionsAsync(folder, cancellationToken);

    public Task<MailboxFolder> CreateFolderAsync(MailboxFolder? parent, string name, string folderClass, CancellationToken cancellationToken) =>
        creation.CreateAsync(parent, name, folderClass, cancellationToken);

    public IAsyncEnumerable<ExportedItem> ExportAsync(IReadOnlyList<MailboxItem> items, CancellationToken cancellationToken) =>
        export.ExportAsync(items, cancellationToken);

    public MailboxPace Pace => calls.Shards.Pace;

    public Task<UploadRoom?> KeepUploadRoomAsync(MailboxFolder folder, long bytes, CancellationToken cancellationToken) =>
        import.KeepRoomAsync(folder, bytes, cancellationToken);

    public Task<ImportedItem> ImportAsync(MailboxFolder folder, ItemContent content, CancellationToken cancellationToken) =>
        import.ImportAsync(folder, null, content, cancellationToken);

    public Task<ImportedItem> UpdateAsync(MailboxFolder folder, ImportedItem existing, ItemContent content, CancellationToken cancellationToken) =>
        import.ImportAsync(folder, existing, content, cancellationToken);

    public Task<IReadOnlyList<MeasuredFolder>> MeasureFoldersAsync(CancellationToken cancellationToken) => new FolderMeasuring(calls).MeasureAsync(cancellationToken);

    public Task<string?> ReadSubjectAsync(MailboxFolder folder, MailboxItem item, CancellationToken cancellationToken) => items.ReadSubjectAsync(folder, item, cancellationToken);

    public Task<int?> CountLargerItemsAsync(MailboxFolder folder, long bytes, CancellationToken cancellationToken) => items.CountLargerAsync(folder, bytes, cancellationToken);

    public Task ProbeAsync(MailboxProbe probe, CancellationToken cancellationToken) => probe switch
    {
        MailboxProbe.ReadFolders => folders.ListChildrenAsync(null, cancellationToken),
        MailboxProbe.ReadItems => ProbeListingAsync(cancellationToken),
        MailboxProbe.ExportItems => export.ProbeAsync(cancellationToken),
        MailboxProbe.WriteFolders => creation.ProbeAsync(cancellationToken),
        MailboxProbe.ImportItems => import.Sessions.GetAsync(MailboxId, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(probe), probe, null),
    };
    public Task<MailboxItem?> FindItemAsync(MailboxFolder folder, string itemId, CancellationToken cancellationToken) => items.FindAsync(folder, itemId, cancellationToken);

    public Task<bool> DeleteItemAsync(MailboxFolder folder, string itemId, bool permanently, CancellationToken cancellationToken) =>
        deletion.DeleteAsync(folder, itemId, permanently, cancellationToken);

    public Task<bool> DeleteFolderAsync(MailboxFolder folder, CancellationToken cancellationToken) => deletion.DeleteFolderAsync(folder, cancellationToken);

    public async Task ProbeExportAsync(CancellationToken cancellationToken)
    {
        await ProbeListingAsync(cancellationToken).ConfigureAwait(false);
        await export.ProbeAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task ProbeImportAsync(CancellationToken cancellationToken)
    {
        await ProbeListingAsync(cancellationToken).ConfigureAwait(false);
        await import.Sessions.GetAsync(MailboxId, cancellationToken).ConfigureAwait(false);
    }

    // Folders and items are read at both ends: at the destination to find what has already arrived.
    private async Task ProbeListingAsync(CancellationToken cancellationToken)
    {
        List<MailboxFolder> top = await folders.ListChildrenAsync(null, cancellationToken).ConfigureAwait(false);
        if (top is [var first, ..])
        {
            await items.ProbeAsync(first, cancellationToken).ConfigureAwait(false);
        }
    }
}

namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>
/// One mailbox (primary or archive, with all its shards). An implementation keeps Exchange's limits by itself: callers may ask
/// for as much at once as they like and are slowed down. Transient failures that certainly changed nothing are retried inside.
/// </summary>
public interface IMailbox
{
    /// <summary>The address it was opened with.</summary>
    string Address { get; }

    /// <summary>Primary or archive.</summary>
    MailboxKind Kind { get; }

    /// <summary>The service's id of the (main) mailbox, for example <c>MBX:guid@tenant</c>.</summary>
    string MailboxId { get; }

    /// <summary>All folders, each after its parent, each once. A listing that cannot be completed throws; it never ends early.</summary>
    IAsyncEnumerable<MailboxFolder> ListFoldersAsync(CancellationToken cancellationToken);

    /// <summary>The items of one folder, page by page, wherever its shard is. A listing that cannot be completed throws; it never ends early.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="changedAfter">Only items last changed after this time (UTC, compared with all its fractions), or null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    IAsyncEnumerable<IReadOnlyList<MailboxItem>> ListItemsAsync(MailboxFolder folder, DateTimeOffset? changedAfter, CancellationToken cancellationToken);

    /// <summary>The ids and versions of the items of one folder, in pages as large as they get: a quarter of the requests of a listing, and a quarter of the bytes.</summary>
    IAsyncEnumerable<IReadOnlyList<ItemVersion>> ListVersionsAsync(MailboxFolder folder, CancellationToken cancellationToken);

    /// <summary>Creates a folder; if one of that name is there already (regardless of case), that one is returned.</summary>
    /// <param name="parent">Its parent, or null for the top of the mailbox.</param>
    /// <param name="name">The name as shown.</param>
    /// <param name="folderClass">The folder class, for example IPF.Note; cannot be changed afterwards.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<MailboxFolder> CreateFolderAsync(MailboxFolder? parent, string name, string folderClass, CancellationToken cancellationToken);

    /// <summary>
    /// Exports items. Every id asked for is answered exactly once, in any order, with content or with an error.
    /// The content of an answer is valid only until the next one is asked for.
    /// </summary>
    /// <param name="items">At most <see cref="MailboxLimits.MostItemsPerExport"/> items.</param>
    /// <param name="cancellationToken">Stops it.</param>
    IAsyncEnumerable<ExportedItem> ExportAsync(IReadOnlyList<MailboxItem> items, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until an upload of so many bytes may be sent, and keeps that room for it. Ask before the content is taken into memory: else it lies there for as
    /// long as the mailbox's limit is used up, and memory is shared by all mailboxes.
    /// </summary>
    /// <param name="folder">The folder that it will go to.</param>
    /// <param name="bytes">Bytes of base64 text, as nearly as is known beforehand.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The room, to be given to the import and disposed; null where there are no limits.</returns>
    Task<UploadRoom?> KeepUploadRoomAsync(MailboxFolder folder, long bytes, CancellationToken cancellationToken) => Task.FromResult<UploadRoom?>(null);

    /// <summary>What the mailbox was asked since it was opened, where the time went, and what is being waited for.</summary>
    MailboxPace Pace => MailboxPace.Unlimited;

    /// <summary>Imports one item into a folder as a new item.</summary>
    /// <exception cref="MigrationException">
    /// QuotaExceeded, ItemCorrupt, ItemTooLarge, …: certainly not imported. ImportUncertain: the answer was lost or was a server
    /// error, so the item may be there; look before trying again. Content that cannot be sent again and was not imported
    /// is reported with <see cref="MigrationException.IsTransient"/>: export it once more.
    /// </exception>
    Task<ImportedItem> ImportAsync(MailboxFolder folder, ItemContent content, CancellationToken cancellationToken);

    /// <summary>Puts new content in the place of an item, if it is still in the version given.</summary>
    /// <exception cref="MigrationException">DestinationItemChanged: it is not, or it is gone; nothing was done. Otherwise as for an import; doing it again makes no second item.</exception>
    Task<ImportedItem> UpdateAsync(MailboxFolder folder, ImportedItem existing, ItemContent content, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This mailbox cannot update items.");

    /// <summary>Reads one item by id. In a folder that Exchange moved to another shard listings show other ids, while those from before still lead to the items.</summary>
    /// <returns>The item, or null when nothing is there under that id.</returns>
    Task<MailboxItem?> FindItemAsync(MailboxFolder folder, string itemId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This mailbox cannot read single items.");

    /// <summary>Deletes an item: to Recoverable Items, from where its owner or an administrator can bring it back, or for good.</summary>
    /// <param name="folder">The folder that a listing showed it in.</param>
    /// <param name="itemId">Its id.</param>
    /// <param name="permanently">For good.</param>
    /// <param name="cancellationToken">Stops it; whether it was done is open then.</param>
    /// <returns>False when it was no longer there.</returns>
    /// <exception cref="MigrationException">ItemHeld: a hold keeps it from being deleted for good. PermissionDenied, ArchiveAccessRefused, …: nothing was deleted.</exception>
    Task<bool> DeleteItemAsync(MailboxFolder folder, string itemId, bool permanently, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This mailbox cannot delete items.");

    /// <summary>Deletes a folder with what is in it; look first whether it is empty.</summary>
    /// <returns>False when it was no longer there.</returns>
    Task<bool> DeleteFolderAsync(MailboxFolder folder, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This mailbox cannot delete folders.");

    /// <summary>The subject of an item; null when it has none or the service does not tell.</summary>
    Task<string?> ReadSubjectAsync(MailboxFolder folder, MailboxItem item, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>Proves, without moving data, that items could be exported (kind = source) from this mailbox.</summary>
    Task ProbeExportAsync(CancellationToken cancellationToken);

    /// <summary>Proves, without moving data, that an import session can be created in this mailbox.</summary>
    Task ProbeImportAsync(CancellationToken cancellationToken);

    /// <summary>Tries whether one thing is allowed. Changes nothing.</summary>
    /// <exception cref="MigrationException">PermissionDenied, ArchiveAccessRefused, and what concerns sign-in or service.</exception>
    Task ProbeAsync(MailboxProbe probe, CancellationToken cancellationToken) => probe switch
    {
        MailboxProbe.ExportItems => ProbeExportAsync(cancellationToken),
        MailboxProbe.ImportItems => ProbeImportAsync(cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>All folders with what they hold, each after its parent. Lists no items: some requests a folder, however many items it holds.</summary>
    async Task<IReadOnlyList<MeasuredFolder>> MeasureFoldersAsync(CancellationToken cancellationToken)
    {
        List<MeasuredFolder> measured = [];
        await foreach (var folder in ListFoldersAsync(cancellationToken).ConfigureAwait(false))
        {
            measured.Add(new MeasuredFolder(folder, MailboxId, null));
        }

        return measured;
    }

    /// <summary>How many items of a folder are larger than a size, without listing the others; null when the service cannot find them so.</summary>
    Task<int?> CountLargerItemsAsync(MailboxFolder folder, long bytes, CancellationToken cancellationToken) => Task.FromResult<int?>(null);
}

using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Ledger;

/// <summary>
/// The record of every source item and what became of it. It is a cache of the truth, which is in the mailboxes.
/// One writer (the runner), many readers. Outcomes are written in batches; <see cref="FlushAsync"/> makes them outlast the process. Every other method
/// sees the outcomes queued before it.
/// Every method throws <see cref="MigrationException"/>: StoreFull, StoreInUse, StoreNotUsable when the store cannot be read or written; UserNotFound when the user was
/// removed meanwhile.
/// </summary>
public interface ILedger
{
    /// <summary>Starts a pass over a user and gives its number. What earlier passes listed of destinations is forgotten.</summary>
    Task<long> BeginPassAsync(long userId, PassKind kind, CancellationToken cancellationToken);

    /// <summary>Ends a pass: its times and its result are kept for good.</summary>
    Task EndPassAsync(long passId, MigrationStatus status, string? detail, CancellationToken cancellationToken);

    /// <summary>Records where the time of a pass that has not ended went so far, as often as one likes; what was told later stands.</summary>
    Task RecordPaceAsync(long passId, PassPace pace, CancellationToken cancellationToken);

    /// <summary>Records a source folder as seen in this pass; the same source folder keeps its key over passes.</summary>
    Task<LedgerFolder> RecordFolderAsync(long passId, MailboxFolder source, CancellationToken cancellationToken);

    /// <summary>A source folder.</summary>
    Task<LedgerFolder> ReadFolderAsync(long folderKey, CancellationToken cancellationToken);

    /// <summary>Records which destination folder the items of a source folder go to.</summary>
    Task SetDestinationFolderAsync(long folderKey, MailboxFolder destination, CancellationToken cancellationToken);

    /// <summary>Records that we made a destination folder, so that an undo may remove it once it is empty.</summary>
    Task RecordMadeFolderAsync(long userId, string destinationFolderId, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Records a page of a source folder's listing: unknown items become Pending, known ones are marked as seen.</summary>
    Task RecordSourceItemsAsync(long passId, long folderKey, IReadOnlyList<MailboxItem> items, CancellationToken cancellationToken);

    /// <summary>Takes a page of a source folder's ids: known items of that version are marked as seen.</summary>
    /// <returns>Those that are not known, or not in that version: they have to be listed.</returns>
    Task<IReadOnlyList<ItemVersion>> SweepSourceItemsAsync(long passId, long folderKey, IReadOnlyList<ItemVersion> page, CancellationToken cancellationToken);

    /// <summary>How many items of a source folder, not counting those known to be gone, no listing and no sweep of this pass has shown yet.</summary>
    Task<int> CountUnseenAsync(long passId, long folderKey, CancellationToken cancellationToken);

    /// <summary>
    /// After a complete listing of the folder: items not seen in this pass become Vanished, unless they are at the destination (Imported, AlreadyPresent);
    /// those are remembered as gone from the source. An item that shows up again is as if it had never been away; a Vanished one becomes Pending.
    /// </summary>
    /// <returns>The number of items that vanished.</returns>
    Task<int> CompleteSourceFolderAsync(long passId, long folderKey, CancellationToken cancellationToken);

    /// <summary>After a complete walk of the source's folders: the items of folders not recorded in this pass are treated as not seen, as above.</summary>
    /// <returns>The number of items that vanished.</returns>
    Task<int> CompleteSourceFoldersAsync(long passId, CancellationToken cancellationToken);

    /// <summary>Forgets what was listed of a destination folder, before it is listed afresh.</summary>
    Task BeginDestinationListingAsync(string destinationFolderId, long userId, CancellationToken cancellationToken);

    /// <summary>Records a page of a destination folder's listing, to be matched. An item that comes twice, as happens when pages shift, counts once.</summary>
    Task RecordDestinationItemsAsync(string destinationFolderId, long userId, IReadOnlyList<MailboxItem> items, CancellationToken cancellationToken);

    /// <summary>
    /// Matches the listing with the source by search key as a multiset: of the Pending and Failed items that go to this folder, as many as the destination
    /// holds beyond those already accounted for become AlreadyPresent. Accounted for are Imported and AlreadyPresent items that are still at the source:
    /// so the ledger comes to the same answer as one made anew, also when an item was moved away and back or into another shard and thereby got a new id.
    /// Where fewer are there than could be, those are taken whose second key is there too, then whose time of change is, then that have an open intent, then Failed ones.
    /// Items without a search key are matched the same way by their second key. What is still undecided and has an open intent is AlreadyPresent
    /// (<see cref="ItemMatch.Arrival"/>) when exactly one item of its class arrived that nothing accounts for and that says nothing else of itself; Failed (ImportUncertain)
    /// when that cannot be told; otherwise it did not arrive. The folder's intents are closed then.
    /// </summary>
    /// <returns>The number of items that turned out to be present.</returns>
    Task<int> MatchDestinationAsync(long passId, string destinationFolderId, long userId, CancellationToken cancellationToken);

    /// <summary>How many items of a class without a search key the last listing of a destination folder showed.</summary>
    Task<int> CountWithoutKeyAsync(string destinationFolderId, long userId, string itemClass, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an intent, and with it all outcomes queued before; when this returns they outlast a loss of power. It takes the place of one for an item that
    /// could be taken for this one, and is closed by the item's outcome.
    /// </summary>
    Task BeginImportAsync(long userId, ImportIntent intent, CancellationToken cancellationToken);

    /// <summary>How many Pending items of a user have neither a search key nor a second key.</summary>
    Task<int> CountUnrecognisableAsync(long userId, CancellationToken cancellationToken);

    /// <summary>
    /// Until when an earlier pass over the pass's user may have sent imports that are still on their way (UTC); null when none did. One that died may have sent some
    /// until the next began, long after it last recorded anything.
    /// </summary>
    Task<DateTimeOffset?> ReadUnsettledAsync(long passId, CancellationToken cancellationToken);

    /// <summary>Says that no import of a pass before this one is on its way any more.</summary>
    Task SettleEarlierAsync(long passId, CancellationToken cancellationToken);

    /// <summary>Says that no import of this pass is on its way any more.</summary>
    Task SettleAsync(long passId, CancellationToken cancellationToken);

    /// <summary>Whether any Pending item goes to this destination folder, or one that has vanished since may have got there, so that listing it is worth it.</summary>
    Task<bool> HasPendingAsync(string destinationFolderId, long userId, CancellationToken cancellationToken);

    /// <summary>Makes Failed items Pending again, all of them or those of one error id, regardless of case.</summary>
    /// <returns>Their number.</returns>
    Task<int> ResetFailedAsync(long passId, long userId, string? errorId, CancellationToken cancellationToken);

    /// <summary>
    /// The same, and remembers these items as what a retry has taken up, beside those of an earlier one, until a RetryErrors pass ends that did what it was to do, or a
    /// Full pass begins.
    /// </summary>
    /// <returns>Their number.</returns>
    Task<int> BeginRetryAsync(long passId, long userId, string? errorId, CancellationToken cancellationToken);

    /// <summary>What an unfinished retry has taken up, whatever became of it since, in ledger order, paged by key.</summary>
    Task<IReadOnlyList<LedgerItem>> ReadRetriedAsync(long userId, long afterItemKey, int count, CancellationToken cancellationToken);

    /// <summary>The next Pending items in copy order, after a position. An empty answer is the end.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="afterItemKey">Key of the last item read before, 0 at the start.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<LedgerItem>> ReadPendingAsync(long userId, long afterItemKey, int count, CancellationToken cancellationToken);

    /// <summary>
    /// The next items in copy order that we imported and that were changed at the source since, so that their copies can be updated: those whose copy is known by id
    /// and version, and was not found to be changed too.
    /// </summary>
    Task<IReadOnlyList<LedgerItem>> ReadChangedAsync(long userId, long afterItemKey, int count, CancellationToken cancellationToken);

    /// <summary>How many items at the destination were changed at the source since they came there.</summary>
    Task<int> CountChangedAsync(long userId, CancellationToken cancellationToken);

    /// <summary>
    /// Queues what became of an item; it is written with the next batch. When a batch could not be written this throws; the outcomes are
    /// kept all the same and are written as soon as the store can be written again.
    /// </summary>
    ValueTask RecordOutcomeAsync(ItemOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Writes all queued outcomes, so that they are kept when the process is killed.</summary>
    Task FlushAsync(CancellationToken cancellationToken);

    /// <summary>Counts and sizes of one user, from running tallies: the cost does not grow with the number of items.</summary>
    Task<UserTally> ReadTallyAsync(long userId, CancellationToken cancellationToken);

    /// <summary>Counts and sizes of one user by source folder, in the order in which they were found, from running tallies.</summary>
    Task<IReadOnlyList<FolderTally>> ReadFolderTalliesAsync(long userId, CancellationToken cancellationToken);

    /// <summary>What a project's runs came to over time, oldest first.</summary>
    Task<IReadOnlyList<ThroughputSample>> ReadThroughputAsync(string project, CancellationToken cancellationToken);

    /// <summary>Imported items of a user whose addresses could not be mapped, in ledger order, paged by key. The cost does not grow with the other items.</summary>
    Task<IReadOnlyList<LedgerItem>> ReadNotMappedItemsAsync(long userId, long afterItemKey, int count, CancellationToken cancellationToken);

    /// <summary>The distinguished names met in imported items of these users, summed, the most frequent first. An item counts once, however often it was tried.</summary>
    Task<IReadOnlyList<LegacyAddressStatistics>> ReadLegacyAddressesAsync(IReadOnlyCollection<long> userIds, CancellationToken cancellationToken);

    /// <summary>Items of a user with a disposition, in ledger order, paged by key.</summary>
    Task<IReadOnlyList<LedgerItem>> ReadItemsAsync(long userId, Disposition disposition, long afterItemKey, int count, CancellationToken cancellationToken);

    /// <summary>The items of a user with a disposition, in ledger order, paged by key, as little of each as can be compared with a listing.</summary>
    Task<IReadOnlyList<KnownItem>> ReadKnownAsync(long userId, Disposition disposition, long afterItemKey, int count, CancellationToken cancellationToken);

    /// <summary>The items of a user with a disposition, in ledger order, paged by key, as little of each as rules look at.</summary>
    Task<IReadOnlyList<RuledItem>> ReadRuledAsync(long userId, Disposition disposition, long afterItemKey, int count, CancellationToken cancellationToken);

    /// <summary>What each rule of the project left out of a user's items, most items first. The cost grows with the items left out.</summary>
    Task<IReadOnlyList<ExclusionTally>> ReadExclusionsAsync(long userId, CancellationToken cancellationToken);

    /// <summary>The sums of a user's source folders that have items.</summary>
    Task<IReadOnlyList<KnownFolder>> ReadKnownFoldersAsync(long userId, CancellationToken cancellationToken);
}

using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Ledger;

/// <summary>The ledger in a store. Each call is one transaction, which also takes the outcomes queued before it along.</summary>
internal sealed class SqliteLedger : ILedger, IDisposable
{
    private readonly StoreDatabase database;
    private readonly TimeProvider time;
    private readonly OutcomeQueue outcomes;
    private readonly IntentQueue intents;
    private readonly SourceListing listings = new();

    public SqliteLedger(StoreDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
        outcomes = new OutcomeQueue(database, time);
        intents = new IntentQueue(database, outcomes);
    }

    public Task<long> BeginPassAsync(long userId, PassKind kind, CancellationToken cancellationToken)
        => WriteAsync(session => PassTable.Begin(session, userId, kind, time.GetUtcNow()), cancellationToken);

    // The end of a pass is told to people: it, and with it all that was recorded before, outlasts a loss of power.
    public Task EndPassAsync(long passId, MigrationStatus status, string? detail, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            PassTable.End(session, passId, status, detail, time.GetUtcNow());
            session.AfterCommit(() => listings.Forget(passId));
        },
        cancellationToken,
        synced: true);

    public Task RecordPaceAsync(long passId, PassPace pace, CancellationToken cancellationToken)
        => WriteAsync(session => PassPaceTable.Record(session, passId, pace, time.GetUtcNow()), cancellationToken);

    public Task<LedgerFolder> RecordFolderAsync(long passId, MailboxFolder source, CancellationToken cancellationToken)
        => WriteAsync(session => FolderTable.Record(session, passId, source), cancellationToken);

    public Task<LedgerFolder> ReadFolderAsync(long folderKey, CancellationToken cancellationToken)
        => ReadAsync(session => FolderTable.Get(session, folderKey), cancellationToken);

    public Task SetDestinationFolderAsync(long folderKey, MailboxFolder destination, CancellationToken cancellationToken)
        => WriteAsync(session => FolderTable.SetDestination(session, folderKey, destination), cancellationToken);

    public Task RecordMadeFolderAsync(long userId, string destinationFolderId, CancellationToken cancellationToken)
        => WriteAsync(session => FolderTable.RecordMade(session, userId, destinationFolderId), cancellationToken);

    public Task RecordSourceItemsAsync(long passId, long folderKey, IReadOnlyList<MailboxItem> items, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            listings.Record(session, passId, folderKey, items);
            PassTable.Touch(session, passId, time.GetUtcNow());
        },
        cancellationToken);

    public Task<IReadOnlyList<ItemVersion>> SweepSourceItemsAsync(long passId, long folderKey, IReadOnlyList<ItemVersion> page, CancellationToken cancellationToken)
        => WriteAsync(
            session =>
            {
                PassTable.Touch(session, passId, time.GetUtcNow());
                return listings.Sweep(session, passId, folderKey, page);
            },
            cancellationToken);

    public Task<int> CountUnseenAsync(long passId, long folderKey, CancellationToken cancellationToken)
        => WriteAsync(session => listings.CountUnseen(session, passId, folderKey), cancellationToken);

    public Task<int> CompleteSourceFolderAsync(long passId, long folderKey, CancellationToken cancellationToken)
        => WriteAsync(session => listings.Complete(session, passId, folderKey, time.GetUtcNow()), cancellationToken);

    public Task<int> CompleteSourceFoldersAsync(long passId, CancellationToken cancellationToken)
        => WriteAsync(session => SourceListing.CompleteFolders(session, passId, time.GetUtcNow()), cancellationToken);

    public Task BeginDestinationListingAsync(string destinationFolderId, long userId, CancellationToken cancellationToken)
        => WriteAsync(session => DestinationListing.Begin(session, destinationFolderId, userId), cancellationToken);

    public Task RecordDestinationItemsAsync(string destinationFolderId, long userId, IReadOnlyList<MailboxItem> items, CancellationToken cancellationToken)
        => WriteAsync(session => DestinationListing.Record(session, destinationFolderId, userId, items), cancellationToken);

    public Task<int> MatchDestinationAsync(long passId, string destinationFolderId, long userId, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            PassTable.Touch(session, passId, time.GetUtcNow());
            return new DestinationMatching(session, passId, destinationFolderId, userId, time.GetUtcNow()).Run();
        },
        cancellationToken);

    public Task<int> CountWithoutKeyAsync(string destinationFolderId, long userId, string itemClass, CancellationToken cancellationToken)
        => ReadAsync(session => DestinationListing.CountWithoutKey(session, destinationFolderId, userId, itemClass), cancellationToken);

    public Task BeginImportAsync(long userId, ImportIntent intent, CancellationToken cancellationToken) => intents.AddAsync(userId, intent, cancellationToken);

    public Task<int> CountUnrecognisableAsync(long userId, CancellationToken cancellationToken)
        => ReadAsync(session => ItemReader.CountUnrecognisable(session, userId), cancellationToken);

    public Task<DateTimeOffset?> ReadUnsettledAsync(long passId, CancellationToken cancellationToken)
        => ReadAsync(session => PassTable.Unsettled(session, passId), cancellationToken);

    public Task SettleEarlierAsync(long passId, CancellationToken cancellationToken) => WriteAsync(session => PassTable.SettleEarlier(session, passId), cancellationToken);

    public Task SettleAsync(long passId, CancellationToken cancellationToken) => WriteAsync(session => PassTable.Settle(session, passId), cancellationToken);

    public Task<bool> HasPendingAsync(string destinationFolderId, long userId, CancellationToken cancellationToken)
        => ReadAsync(session => ItemReader.AnyPending(session, destinationFolderId, userId), cancellationToken);

    public Task<int> ResetFailedAsync(long passId, long userId, string? errorId, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            PassTable.Touch(session, passId, time.GetUtcNow());
            return OutcomeTable.ResetFailed(session, userId, errorId);
        },
        cancellationToken);

    public Task<int> BeginRetryAsync(long passId, long userId, string? errorId, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            PassTable.Touch(session, passId, time.GetUtcNow());
            RetryTable.TakeFailed(session, userId, errorId);
            return OutcomeTable.ResetFailed(session, userId, errorId);
        },
        cancellationToken);

    public Task<IReadOnlyList<LedgerItem>> ReadRetriedAsync(long userId, long afterItemKey, int count, CancellationToken cancellationToken)
        => ReadAsync<IReadOnlyList<LedgerItem>>(session => ItemReader.RetriedPage(session, userId, afterItemKey, count), cancellationToken);

    public Task<IReadOnlyList<LedgerItem>> ReadPendingAsync(long userId, long afterItemKey, int count, CancellationToken cancellationToken)
        => ReadItemsAsync(userId, Disposition.Pending, afterItemKey, count, cancellationToken);

    public Task<IReadOnlyList<LedgerItem>> ReadChangedAsync(long userId, long afterItemKey, int count, CancellationToken cancellationToken)
        => ReadAsync<IReadOnlyList<LedgerItem>>(session => ItemReader.ChangedPage(session, userId, afterItemKey, count), cancellationToken);

    public Task<int> CountChangedAsync(long userId, CancellationToken cancellationToken) => ReadAsync(session => ItemReader.CountChanged(session, userId), cancellationToken);

    public ValueTask RecordOutcomeAsync(ItemOutcome outcome, CancellationToken cancellationToken) => outcomes.AddAsync(outcome, cancellationToken);

    public Task FlushAsync(CancellationToken cancellationToken) => outcomes.FlushAsync(cancellationToken);

    public Task<UserTally> ReadTallyAsync(long userId, CancellationToken cancellationToken)
        => ReadAsync(session => TallyTable.Of(session, userId), cancellationToken);

    public Task<IReadOnlyList<FolderTally>> ReadFolderTalliesAsync(long userId, CancellationToken cancellationToken)
        => ReadAsync<IReadOnlyList<FolderTally>>(session => TallyTable.Folders(session, userId), cancellationToken);

    public Task<IReadOnlyList<ThroughputSample>> ReadThroughputAsync(string project, CancellationToken cancellationToken)
        => ReadAsync<IReadOnlyList<ThroughputSample>>(session => ThroughputTable.Of(session, ProjectTable.IdOf(session, project).Id), cancellationToken);

    public Task<IReadOnlyList<LedgerItem>> ReadItemsAsync(long userId, Disposition disposition, long afterItemKey, int count, CancellationToken cancellationToken)
        => ReadAsync<IReadOnlyList<LedgerItem>>(session => ItemReader.Page(session, userId, disposition, afterItemKey, count), cancellationToken);

    public Task<IReadOnlyList<LedgerItem>> ReadNotMappedItemsAsync(long userId, long afterItemKey, int count, CancellationToken cancellationToken)
        => ReadAsync<IReadOnlyList<LedgerItem>>(session => ItemReader.NotMappedPage(session, userId, afterItemKey, count), cancellationToken);

    public Task<IReadOnlyList<LegacyAddressStatistics>> ReadLegacyAddressesAsync(IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => ReadAsync<IReadOnlyList<LegacyAddressStatistics>>(session => LegacyAddressTable.Sum(session, userIds), cancellationToken);

    public Task<IReadOnlyList<KnownItem>> ReadKnownAsync(long userId, Disposition disposition, long afterItemKey, int count, CancellationToken cancellationToken)
        => ReadAsync<IReadOnlyList<KnownItem>>(session => KnownItems.Page(session, userId, disposition, afterItemKey, count), cancellationToken);

    public Task<IReadOnlyList<RuledItem>> ReadRuledAsync(long userId, Disposition disposition, long afterItemKey, int count, CancellationToken cancellationToken)
        => ReadAsync<IReadOnlyList<RuledItem>>(session => RuledItems.Page(session, userId, disposition, afterItemKey, count), cancellationToken);

    public Task<IReadOnlyList<ExclusionTally>> ReadExclusionsAsync(long userId, CancellationToken cancellationToken)
        => ReadAsync<IReadOnlyList<ExclusionTally>>(session => TallyTable.Exclusions(session, userId), cancellationToken);

    public Task<IReadOnlyList<KnownFolder>> ReadKnownFoldersAsync(long userId, CancellationToken cancellationToken)
        => ReadAsync<IReadOnlyList<KnownFolder>>(session => KnownItems.Folders(session, userId), cancellationToken);

    /// <summary>Writes what is still queued, as far as that can be done, and stops the clock.</summary>
    public void Dispose()
    {
        outcomes.Dispose();
        try
        {
            if (!outcomes.IsEmpty)
            {
                database.Write(outcomes.Write, synced: false);
            }
        }
        catch (MigrationException)
        {
            // Whoever needed them kept has called FlushAsync and was told. The next run finds the items at the destination.
        }
    }

    private async Task<T> ReadAsync<T>(Func<StoreSession, T> work, CancellationToken cancellationToken)
    {
        await outcomes.FlushAsync(cancellationToken).ConfigureAwait(false);
        return database.Read(work);
    }

    private Task WriteAsync(Action<StoreSession> work, CancellationToken cancellationToken, bool synced = false) => database.WriteAsync(
        session =>
        {
            outcomes.Write(session);
            work(session);
        },
        synced,
        cancellationToken);

    private Task<T> WriteAsync<T>(Func<StoreSession, T> work, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            outcomes.Write(session);
            return work(session);
        },
        synced: false,
        cancellationToken);
}

using System.Globalization;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Tests.Ledger;

/// <summary>The ledger in its plainest form: what the real one must be equal to, and what tests of passes run on. Counts are counted afresh each time.</summary>
public sealed class InMemoryLedger(TimeProvider time) : ILedger
{
    private readonly Lock guard = new();
    private readonly List<Pass> passes = [];
    private readonly List<Folder> folders = [];
    private readonly List<Item> items = [];
    private readonly Dictionary<(long Folder, string Shard, string Id), Item> itemsById = [];
    private readonly HashSet<(long Pass, long Item)> seen = [];
    private readonly HashSet<Item> retried = [];
    private readonly Dictionary<(long User, string Folder), Dictionary<(string Shard, string Id), MailboxItem>> destinations = [];
    private readonly Dictionary<(long User, string Folder, string SearchKey), ImportIntent> intents = [];

    public Task<long> BeginPassAsync(long userId, PassKind kind, CancellationToken cancellationToken) => Locked(() =>
    {
        ForgetDestinations(userId);
        retried.RemoveWhere(item => kind == PassKind.Full && item.Folder.User == userId);
        passes.Add(new Pass { Id = passes.Count + 1, User = userId, Kind = kind, Started = time.GetUtcNow(), LastActivity = time.GetUtcNow() });
        return passes[^1].Id;
    });

    public Task EndPassAsync(long passId, MigrationStatus status, string? detail, CancellationToken cancellationToken) => Locked(() =>
    {
        var pass = PassOf(passId);
        ForgetDestinations(pass.User);
        var isDone = pass.Kind == PassKind.RetryErrors && status is (MigrationStatus.Completed or MigrationStatus.CompletedWithErrors or MigrationStatus.Synced);
        retried.RemoveWhere(item => isDone && item.Folder.User == pass.User);
        (pass.Ended, pass.LastActivity, pass.Status, pass.Detail) = (time.GetUtcNow(), time.GetUtcNow(), status, detail);
        return seen.RemoveWhere(mark => mark.Pass == passId);
    });

    public Task RecordPaceAsync(long passId, PassPace pace, CancellationToken cancellationToken) => Locked(() =>
    {
        var pass = PassOf(passId);
        return pass.Pace = pass.Ended is null && !(pass.Pace?.RequestCount > pace.RequestCount) ? pace : pass.Pace;
    });

    public Task<LedgerFolder> RecordFolderAsync(long passId, MailboxFolder source, CancellationToken cancellationToken) => Locked(() =>
    {
        var user = PassOf(passId).User;
        var folder = folders.Find(known => known.User == user && known.SourceId == source.Id);
        if (folder is null)
        {
            folders.Add(folder = new Folder { Key = folders.Count + 1, User = user, SourceId = source.Id });
        }

        folder.Latest = folder.SeenPass == passId ? folder.Latest : null;
        (folder.Path, folder.SeenPass) = (source.Path, passId);
        return new LedgerFolder(folder.Key, folder.SourceId, folder.Path, folder.Destination) { ChangedUpToUtc = folder.ChangedUpTo, DestinationPath = folder.DestinationPath };
    });

    public Task<LedgerFolder> ReadFolderAsync(long folderKey, CancellationToken cancellationToken) => Locked(() =>
    {
        var folder = FolderOf(folderKey);
        return new LedgerFolder(folder.Key, folder.SourceId, folder.Path, folder.Destination) { ChangedUpToUtc = folder.ChangedUpTo, DestinationPath = folder.DestinationPath };
    });

    public Task SetDestinationFolderAsync(long folderKey, MailboxFolder destination, CancellationToken cancellationToken) => Locked(() =>
    {
        var folder = FolderOf(folderKey);
        (folder.Destination, folder.DestinationPath) = (destination.Id, destination.Path);
        return folder;
    });

    public Task RecordSourceItemsAsync(long passId, long folderKey, IReadOnlyList<MailboxItem> items, CancellationToken cancellationToken) => Locked(() =>
    {
        Touch(passId);
        foreach (var source in items)
        {
            if (!itemsById.TryGetValue((folderKey, source.ShardId, source.Id), out var item))
            {
                this.items.Add(item = new Item { Key = this.items.Count + 1, Folder = FolderOf(folderKey), Source = source });
                itemsById.Add((folderKey, source.ShardId, source.Id), item);
            }

            item.Changed |= item.IsAtDestination && (Differs(item.Source.ChangeKey, source.ChangeKey) || Differs(item.Source.LastModifiedUtc, source.LastModifiedUtc));
            item.Source = source with
            {
                ChangeKey = source.ChangeKey ?? item.Source.ChangeKey,
                LastModifiedUtc = source.LastModifiedUtc ?? item.Source.LastModifiedUtc,
                CreatedUtc = source.CreatedUtc ?? item.Source.CreatedUtc,
                SearchKey = source.SearchKey ?? item.Source.SearchKey,
                DatedUtc = source.DatedUtc ?? item.Source.DatedUtc,
                SecondKey = item.IsAtDestination && item.Source.SecondKey is { } copied ? copied : source.SecondKey ?? item.Source.SecondKey,
            };
            See(passId, item);
            item.Folder.Latest = new[] { item.Folder.Latest, source.LastModifiedUtc }.Max();
        }

        return items.Count;
    });

    public Task<IReadOnlyList<ItemVersion>> SweepSourceItemsAsync(long passId, long folderKey, IReadOnlyList<ItemVersion> page, CancellationToken cancellationToken)
        => Locked<IReadOnlyList<ItemVersion>>(() =>
        {
            Touch(passId);
            return
            [
                .. page.Where(version =>
                {
                    if (!itemsById.TryGetValue((folderKey, version.ShardId, version.Id), out var item) || item.Source.ChangeKey != version.ChangeKey)
                    {
                        return true;
                    }

                    See(passId, item);
                    return false;
                }),
            ];
        });

    public Task<int> CountUnseenAsync(long passId, long folderKey, CancellationToken cancellationToken)
        => Locked(() => items.Count(item => item.Folder.Key == folderKey && item.Disposition != Disposition.Vanished && !item.Gone && !seen.Contains((passId, item.Key))));

    public Task<int> CompleteSourceFolderAsync(long passId, long folderKey, CancellationToken cancellationToken) => Locked(() =>
    {
        FolderOf(folderKey).ChangedUpTo = FolderOf(folderKey).Latest;
        var vanished = Leave(items.Where(item => item.Folder.Key == folderKey && !seen.Contains((passId, item.Key))));
        seen.RemoveWhere(mark => mark.Pass == passId && items[(int)mark.Item - 1].Folder.Key == folderKey);
        return vanished;
    });

    public Task<int> CompleteSourceFoldersAsync(long passId, CancellationToken cancellationToken)
        => Locked(() => Leave(items.Where(item => item.Folder.User == PassOf(passId).User && item.Folder.SeenPass != passId)));

    public Task BeginDestinationListingAsync(string destinationFolderId, long userId, CancellationToken cancellationToken)
        => Locked(() => destinations[(userId, destinationFolderId)] = []);

    public Task RecordDestinationItemsAsync(string destinationFolderId, long userId, IReadOnlyList<MailboxItem> items, CancellationToken cancellationToken) => Locked(() =>
    {
        foreach (var item in items)
        {
            destinations[(userId, destinationFolderId)].TryAdd((item.ShardId, item.Id), item);
        }

        return items.Count;
    });

    public Task<int> MatchDestinationAsync(long passId, string destinationFolderId, long userId, CancellationToken cancellationToken) => Locked(() =>
    {
        Touch(passId);
        if (!destinations.TryGetValue((userId, destinationFolderId), out var listing))
        {
            return 0;
        }

        var here = items.Where(item => item.Folder.User == userId && item.Folder.Destination == destinationFolderId).ToList();
        foreach (var shared in here.Where(item => item.IsUndecided && item.Source.SearchKey is not null).GroupBy(item => Convert.ToHexString(item.Source.SearchKey!)).Where(group => group.Count() > 1))
        {
            shared.ToList().ForEach(item => item.SharesKey = true);
        }

        var present = Match(here, [.. listing.Values], ItemMatch.SearchKey, item => item.SearchKey is { } key ? Convert.ToHexString(key) : null)
            + Match(here, [.. listing.Values], ItemMatch.SecondKey, item => item.SearchKey is null ? item.SecondKey?.ToString(CultureInfo.InvariantCulture) : null);
        foreach (var (lockName, intent) in intents.Where(entry => entry.Key.User == userId && entry.Key.Folder == destinationFolderId).ToList())
        {
            var item = items[(int)intent.Item.Key - 1];
            var arrived = CountWithoutKey(destinationFolderId, userId, item.Source.ItemClass) - intent.HeldBefore;
            if (item.IsUndecided && item.Source.SearchKey is null && arrived > 0)
            {
                var isThere = arrived == 1 && item.Source.SecondKey is null;
                item.Changed = false;
                item.Decide(isThere ? Disposition.AlreadyPresent : Disposition.Failed, time.GetUtcNow(), new ItemOutcome
                {
                    ItemKey = item.Key,
                    PassId = passId,
                    Disposition = isThere ? Disposition.AlreadyPresent : Disposition.Failed,
                    DestinationItemId = isThere ? LatestWithoutKey(destinationFolderId, userId, item.Source.ItemClass) : null,
                    Error = isThere ? null : new MigrationException(ErrorIds.ImportUncertain, MigrationErrorKind.Connection, UnclearArrival.Message),
                });
                item.MatchedBy = isThere ? ItemMatch.Arrival : null;
                present += isThere ? 1 : 0;
            }

            if (item.Disposition == Disposition.Vanished && item.Source is { SearchKey: null, SecondKey: null } && arrived == 1)
            {
                var copy = LatestWithoutKey(destinationFolderId, userId, item.Source.ItemClass);
                item.Decide(Disposition.Vanished, item.ToLedgerItem().DecidedUtc, new ItemOutcome { ItemKey = item.Key, PassId = passId, Disposition = Disposition.Vanished, DestinationItemId = copy });
                item.MatchedBy = ItemMatch.Arrival;
            }

            intents.Remove(lockName);
        }

        return present;
    });

    public Task<int> CountWithoutKeyAsync(string destinationFolderId, long userId, string itemClass, CancellationToken cancellationToken)
        => Locked(() => CountWithoutKey(destinationFolderId, userId, itemClass));

    public Task BeginImportAsync(long userId, ImportIntent intent, CancellationToken cancellationToken)
        => Locked(() => intents[(userId, intent.Item.DestinationFolderId!, Convert.ToHexString(intent.Item.Source.SearchKey ?? []))] = intent);

    public Task<int> CountUnrecognisableAsync(long userId, CancellationToken cancellationToken) => Locked(() =>
        items.Count(item => item.Folder.User == userId && item.Disposition == Disposition.Pending && item.Source.SearchKey is null && item.Source.SecondKey is null));

    public Task<DateTimeOffset?> ReadUnsettledAsync(long passId, CancellationToken cancellationToken)
        => Locked(() => passes.Where(pass => pass.User == PassOf(passId).User && pass.Id < passId && !pass.IsSettled)
            .Max(pass => pass.Ended ?? passes.Where(later => later.User == pass.User && later.Id > pass.Id).Min(later => (DateTimeOffset?)later.Started)));

    public Task SettleEarlierAsync(long passId, CancellationToken cancellationToken) => Locked(() =>
    {
        var earlier = passes.FindAll(pass => pass.User == PassOf(passId).User && pass.Id < passId);
        earlier.ForEach(pass => pass.IsSettled = true);
        return earlier.Count;
    });

    public Task SettleAsync(long passId, CancellationToken cancellationToken) => Locked(() => PassOf(passId).IsSettled = true);

    public Task<bool> HasPendingAsync(string destinationFolderId, long userId, CancellationToken cancellationToken)
        => Locked(() => items.Exists(item => item.Folder.User == userId && item.Folder.Destination == destinationFolderId && item.Disposition == Disposition.Pending)
            || intents.Keys.Any(key => key.User == userId && key.Folder == destinationFolderId));

    public Task<int> ResetFailedAsync(long passId, long userId, string? errorId, CancellationToken cancellationToken) => Locked(() =>
    {
        Touch(passId);
        var failed = items.FindAll(item => item.Folder.User == userId && item.Disposition == Disposition.Failed
            && (errorId is null || errorId.Equals(item.ToLedgerItem().ErrorId, StringComparison.OrdinalIgnoreCase)));
        failed.ForEach(item => item.Decide(Disposition.Pending, null));
        return failed.Count;
    });

    public Task<int> BeginRetryAsync(long passId, long userId, string? errorId, CancellationToken cancellationToken)
    {
        lock (guard)
        {
            retried.UnionWith(items.Where(item => item.Folder.User == userId && item.Disposition == Disposition.Failed
                && (errorId is null || errorId.Equals(item.ToLedgerItem().ErrorId, StringComparison.OrdinalIgnoreCase))));
        }

        return ResetFailedAsync(passId, userId, errorId, cancellationToken);
    }

    public Task<IReadOnlyList<LedgerItem>> ReadRetriedAsync(long userId, long afterItemKey, int count, CancellationToken cancellationToken)
        => Locked<IReadOnlyList<LedgerItem>>(() =>
            [.. retried.Where(item => item.Folder.User == userId && item.Key > afterItemKey).OrderBy(item => item.Key).Take(count).Select(item => item.ToLedgerItem())]);

    public Task<IReadOnlyList<LedgerItem>> ReadPendingAsync(long userId, long afterItemKey, int count, CancellationToken cancellationToken)
        => ReadItemsAsync(userId, Disposition.Pending, afterItemKey, count, cancellationToken);

    public Task<IReadOnlyList<LedgerItem>> ReadChangedAsync(long userId, long afterItemKey, int count, CancellationToken cancellationToken)
        => Locked<IReadOnlyList<LedgerItem>>(() =>
        [
            .. items.Where(item => item.Folder.User == userId && item.Key > afterItemKey && item.Changed && !item.Gone && item.Disposition == Disposition.Imported)
                .Select(item => item.ToLedgerItem())
                .Where(item => item is { DestinationItemId: not null, DestinationChangeKey: not null } && item.ErrorId != ErrorIds.DestinationItemChanged).Take(count),
        ]);

    public Task<int> CountChangedAsync(long userId, CancellationToken cancellationToken)
        => Locked(() => items.Count(item => item.Folder.User == userId && item.Changed && !item.Gone && item.IsAtDestination));

    public ValueTask RecordOutcomeAsync(ItemOutcome outcome, CancellationToken cancellationToken) => new(Locked(() =>
    {
        var item = items[(int)outcome.ItemKey - 1];
        foreach (var open in intents.Where(entry => entry.Value.Item.Key == item.Key).Select(entry => entry.Key).ToList())
        {
            intents.Remove(open);
        }

        item.Decide(outcome.Disposition, outcome.Disposition == Disposition.Pending ? null : time.GetUtcNow(), outcome);
        item.Changed &= !item.IsAtDestination || outcome.IsOutdated;
        if (outcome is { Disposition: Disposition.Imported, LegacyAddresses.Count: > 0 })
        {
            item.LegacyAddresses ??= outcome.LegacyAddresses;
        }

        var pass = Touch(outcome.PassId);
        pass.Bytes += outcome.BytesTransferred;
        pass.Imported += outcome.Disposition == Disposition.Imported ? 1 : 0;
        return item;
    }));

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<UserTally> ReadTallyAsync(long userId, CancellationToken cancellationToken) => Locked(() => new UserTally(
        Rows(item => item.Folder.User == userId),
        folders.Count(folder => folder.User == userId),
        passes.Where(pass => pass.User == userId).Sum(pass => pass.Bytes),
        [
            .. passes.Where(pass => pass.User == userId)
                .Select(pass => new PassRecord(pass.Id, pass.Kind, pass.Started, pass.Ended, pass.Status, pass.Detail)
                {
                    LastActivityUtc = pass.LastActivity,
                    Pace = pass.Pace,
                    BytesTransferred = pass.Bytes,
                    ImportedItemCount = pass.Imported,
                }),
        ])
    {
        Mapping = items.Where(item => item.Folder.User == userId).Select(item => item.Mapping).OfType<ItemMapping>().Aggregate(MappingTally.None, static (sum, mapping) => new MappingTally(
            sum.MappedItems + (mapping.Outcome == ItemMappingOutcome.Mapped ? 1 : 0),
            sum.MappedAddresses + mapping.AddressCount,
            sum.NotMappedItems + (mapping.Outcome == ItemMappingOutcome.NotMapped ? 1 : 0),
            sum.LeftAddresses + mapping.LeftCount,
            sum.UntaggedItems + (mapping.TagsRemoved ? 1 : 0))),
    });

    public Task<IReadOnlyList<FolderTally>> ReadFolderTalliesAsync(long userId, CancellationToken cancellationToken) => Locked<IReadOnlyList<FolderTally>>(() =>
        [.. folders.Where(folder => folder.User == userId).Select(folder => new FolderTally(folder.Key, folder.Path, folder.DestinationPath, Rows(item => item.Folder == folder)))]);

    // What happens over time is the store's business alone: SqliteLedgerTests.
    public Task<IReadOnlyList<ThroughputSample>> ReadThroughputAsync(string project, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ThroughputSample>>([]);

    public Task<IReadOnlyList<LedgerItem>> ReadNotMappedItemsAsync(long userId, long afterItemKey, int count, CancellationToken cancellationToken)
        => Locked<IReadOnlyList<LedgerItem>>(() =>
        [
            .. items.Where(item => item.Folder.User == userId && item.Mapping is { Outcome: ItemMappingOutcome.NotMapped } && item.Key > afterItemKey).Take(count).Select(item => item.ToLedgerItem()),
        ]);

    public Task<IReadOnlyList<LegacyAddressStatistics>> ReadLegacyAddressesAsync(IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => Locked<IReadOnlyList<LegacyAddressStatistics>>(() =>
        [
            .. items.Where(item => userIds.Contains(item.Folder.User)).SelectMany(item => item.LegacyAddresses ?? [])
                .GroupBy(address => address.LegacyDn, StringComparer.OrdinalIgnoreCase)
                .Select(group => new LegacyAddressStatistics(
                    group.Min(address => address.LegacyDn)!,
                    group.Sum(address => address.Count),
                    group.Sum(address => address.UnmappedCount),
                    group.Min(address => address.SmtpAddress),
                    group.Count()))
                .OrderByDescending(address => address.Count).ThenBy(address => address.LegacyDn, StringComparer.OrdinalIgnoreCase),
        ]);

    public Task<IReadOnlyList<LedgerItem>> ReadItemsAsync(long userId, Disposition disposition, long afterItemKey, int count, CancellationToken cancellationToken)
        => Locked<IReadOnlyList<LedgerItem>>(() =>
        [
            .. items.Where(item => item.Folder.User == userId && item.Disposition == disposition && item.Key > afterItemKey).Take(count).Select(item => item.ToLedgerItem()),
        ]);

    /// <summary>By key as a multiset; where fewer are there than could be, the likest.</summary>
    private int Match(List<Item> here, List<MailboxItem> listing, ItemMatch by, Func<MailboxItem, string?> keyOf)
    {
        var present = 0;
        foreach (var copies in here.Where(item => keyOf(item.Source) is not null).GroupBy(item => keyOf(item.Source)))
        {
            var held = listing.FindAll(item => keyOf(item) == copies.Key);
            var accounted = copies.Where(item => item.IsAtDestination && !item.Gone).ToList();
            var undecided = copies.Where(item => item.IsUndecided)
                .OrderByDescending(item => intents.Values.Any(intent => intent.Item.Key == item.Key)).ThenByDescending(item => item.Disposition).ThenBy(item => item.Key).ToList();
            bool IsAmongSame(Item item, Func<MailboxItem, MailboxItem, bool> same) =>
                undecided.Where(other => same(other.Source, item.Source)).ToList().IndexOf(item)
                    < held.Count(there => same(there, item.Source)) - accounted.Count(other => same(other.Source, item.Source));
            bool SameSecond(MailboxItem one, MailboxItem other) => one.SecondKey == other.SecondKey;
            bool SameTime(MailboxItem one, MailboxItem other) => SameSecond(one, other) && one.LastModifiedUtc == other.LastModifiedUtc;
            var chosen = undecided.Select(item => (Item: item, Time: IsAmongSame(item, SameTime), Second: IsAmongSame(item, SameSecond)))
                .OrderByDescending(one => one.Second || one.Time).ThenByDescending(one => one.Time).Select(one => one.Item)
                .Take(Math.Max(0, held.Count - accounted.Count)).ToList();
            foreach (var item in chosen)
            {
                item.Changed = false;
                item.Decide(Disposition.AlreadyPresent, time.GetUtcNow());
                item.MatchedBy = by;
                present++;
            }
        }

        return present;
    }

    private int CountWithoutKey(string folder, long user, string itemClass) => WithoutKey(folder, user, itemClass).Count();

    private string? LatestWithoutKey(string folder, long user, string itemClass)
    {
        var known = items.Where(item => item.Folder.User == user && item.Folder.Destination == folder && item.Source.SearchKey is null).Select(item => item.ToLedgerItem().DestinationItemId).ToHashSet();
        return WithoutKey(folder, user, itemClass).Where(item => !known.Contains(item.Id)).OrderByDescending(item => item.CreatedUtc).ThenBy(item => item.Id, StringComparer.Ordinal).FirstOrDefault()?.Id;
    }

    private IEnumerable<MailboxItem> WithoutKey(string folder, long user, string itemClass)
    {
        var known = items.Where(item => item.Folder.User == user && item.Folder.Destination == folder && item.Source.SearchKey is null).Select(item => item.Source.SecondKey).OfType<long>().ToHashSet();
        return destinations.TryGetValue((user, folder), out var listing)
            ? listing.Values.Where(item => item.SearchKey is null && item.ItemClass == itemClass && !(item.SecondKey is { } key && known.Contains(key)))
            : [];
    }

    public async Task<IReadOnlyList<KnownItem>> ReadKnownAsync(long userId, Disposition disposition, long afterItemKey, int count, CancellationToken cancellationToken) =>
    [
        .. from item in await ReadItemsAsync(userId, disposition, afterItemKey, count, cancellationToken)
           select new KnownItem(
               item.Key,
               item.FolderKey,
               KnownItem.HashOf(item.Source),
               item.ExcludedBy ?? (disposition is Disposition.Failed ? item.ErrorId : null),
               item.Source.SearchKey is null ? item.DestinationItemId : null),
    ];

    public async Task<IReadOnlyList<RuledItem>> ReadRuledAsync(long userId, Disposition disposition, long afterItemKey, int count, CancellationToken cancellationToken) =>
    [
        .. from item in await ReadItemsAsync(userId, disposition, afterItemKey, count, cancellationToken)
           select new RuledItem(item.Key, item.FolderKey, ItemCategories.Of(item.Source.ItemClass), item.Source.Size, item.Source.DatedUtc ?? item.Source.LastModifiedUtc, item.ExcludedBy),
    ];

    public Task<IReadOnlyList<ExclusionTally>> ReadExclusionsAsync(long userId, CancellationToken cancellationToken) => Locked<IReadOnlyList<ExclusionTally>>(() =>
    [
        .. from item in items
           where item.Folder.User == userId && item.Disposition == Disposition.Excluded
           group item by item.ToLedgerItem().ExcludedBy ?? string.Empty into rule
           orderby rule.Count() descending, rule.Key
           select new ExclusionTally(rule.Key, rule.Count(), rule.Sum(item => item.Source.Size)),
    ]);

    public Task<IReadOnlyList<KnownFolder>> ReadKnownFoldersAsync(long userId, CancellationToken cancellationToken) => Locked<IReadOnlyList<KnownFolder>>(() =>
    [
        .. from item in items
           where item.Folder.User == userId
           group item by item.Folder into folder
           orderby folder.Key.Key
           select new KnownFolder(folder.Key.Key, folder.Key.SourceId, SumsOf(folder), SumsOf(folder.Where(item => item.Disposition == Disposition.Excluded))),
    ]);

    private static ItemSums SumsOf(IEnumerable<Item> items) => items.Aggregate(default(ItemSums), static (sums, item) => sums.With(KnownItem.HashOf(item.Source)));

    private static bool Differs<T>(T? left, T? right) => left is not null && right is not null && !left.Equals(right);

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (guard)
        {
            return Task.FromResult(work());
        }
    }

    private Pass PassOf(long id) => passes.Find(pass => pass.Id == id) ?? throw new MigrationException(ErrorIds.UserNotFound, MigrationErrorKind.NotFound, "No such pass.");

    private Folder FolderOf(long key) => folders.Find(folder => folder.Key == key) ?? throw new MigrationException(ErrorIds.UserNotFound, MigrationErrorKind.NotFound, "No such folder.");

    private Pass Touch(long passId)
    {
        var pass = PassOf(passId);
        pass.LastActivity = time.GetUtcNow();
        return pass;
    }

    private void See(long passId, Item item)
    {
        item.Gone = false;
        if (item.Disposition == Disposition.Vanished)
        {
            item.Decide(Disposition.Pending, null);
        }

        seen.Add((passId, item.Key));
    }

    private int Leave(IEnumerable<Item> absent)
    {
        var vanished = 0;
        foreach (var item in absent.ToList())
        {
            if (item.IsAtDestination)
            {
                item.Gone = true;
            }
            else if (item.Disposition != Disposition.Vanished)
            {
                item.Decide(Disposition.Vanished, time.GetUtcNow());
                vanished++;
            }
        }

        return vanished;
    }

    private void ForgetDestinations(long userId)
    {
        foreach (var listing in destinations.Keys.Where(listing => listing.User == userId).ToList())
        {
            destinations.Remove(listing);
        }
    }

    private List<TallyRow> Rows(Func<Item, bool> which) =>
    [
        .. items.Where(which)
            .GroupBy(item => (Category: ItemCategories.Of(item.Source.ItemClass), item.Disposition))
            .Select(group => new TallyRow(group.Key.Category, group.Key.Disposition, group.Count(), group.Sum(item => item.Source.Size)))
            .OrderBy(row => row.Category).ThenBy(row => row.Disposition),
    ];

    private sealed class Pass
    {
        public required long Id { get; init; }

        public required long User { get; init; }

        public required PassKind Kind { get; init; }

        public required DateTimeOffset Started { get; init; }

        public DateTimeOffset? Ended { get; set; }

        public DateTimeOffset LastActivity { get; set; }

        public PassPace? Pace { get; set; }

        public MigrationStatus Status { get; set; } = MigrationStatus.Syncing;

        public string? Detail { get; set; }

        public long Bytes { get; set; }

        public long Imported { get; set; }

        public bool IsSettled { get; set; }
    }

    private sealed class Folder
    {
        public required long Key { get; init; }

        public required long User { get; init; }

        public required string SourceId { get; init; }

        public string Path { get; set; } = "";

        public string? Destination { get; set; }

        public string? DestinationPath { get; set; }

        public long SeenPass { get; set; }

        /// <summary>The latest time of change shown; it counts once a listing was complete.</summary>
        public DateTimeOffset? Latest { get; set; }

        public DateTimeOffset? ChangedUpTo { get; set; }
    }

    private sealed class Item
    {
        private ItemOutcome? outcome;
        private DateTimeOffset? decided;

        public required long Key { get; init; }

        public required Folder Folder { get; init; }

        public required MailboxItem Source { get; set; }

        public Disposition Disposition { get; private set; }

        public bool Changed { get; set; }

        public bool Gone { get; set; }

        public ItemMapping? Mapping => outcome?.Mapping;

        public IReadOnlyList<LegacyAddress>? LegacyAddresses { get; set; }

        public bool SharesKey { get; set; }

        public ItemMatch? MatchedBy { get; set; }

        public bool IsUndecided => Disposition is Disposition.Pending or Disposition.Failed;

        public bool IsAtDestination => Disposition is Disposition.Imported or Disposition.AlreadyPresent;

        public void Decide(Disposition disposition, DateTimeOffset? when, ItemOutcome? why = null) => (Disposition, decided, outcome, MatchedBy) = (disposition, when, when is null ? null : why, null);

        public LedgerItem ToLedgerItem() => new()
        {
            Key = Key,
            FolderKey = Folder.Key,
            FolderPath = Folder.Path,
            DestinationFolderId = Folder.Destination,
            Source = Source,
            Disposition = Disposition,
            ChangedSinceMigrated = Changed,
            MatchedBy = MatchedBy,
            SharesKey = SharesKey,
            ErrorId = Disposition == Disposition.Excluded ? null : outcome?.Error?.ErrorId,
            ExcludedBy = Disposition == Disposition.Excluded ? outcome?.Rule : null,
            ErrorMessage = outcome?.Error?.Message,
            Subject = outcome?.Subject,
            ServiceCode = outcome?.Error?.ServiceCode,
            RequestId = outcome?.Error?.RequestId,
            DestinationItemId = outcome?.DestinationItemId,
            DestinationChangeKey = outcome?.DestinationChangeKey,
            DecidedUtc = decided,
            Mapping = outcome?.Mapping,
        };
    }
}

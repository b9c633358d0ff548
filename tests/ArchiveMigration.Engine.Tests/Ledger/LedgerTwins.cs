using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Tests.Ledger;

/// <summary>Does the same to the real ledger and to the model, and compares all that they say. Their numbers differ, so items are told by their place.</summary>
internal sealed class LedgerTwins(ILedger real, ILedger model, long[] users)
{
    private readonly Side[] reals = [new(users[0]), new(users[1])];
    private readonly Side[] models = [new(1), new(2)];

    public int User { get; set; }

    private (ILedger Ledger, Side Side)[] Both => [(real, reals[User]), (model, models[User])];

    public async Task BeginPassAsync(PassKind kind = PassKind.Full)
    {
        foreach (var (ledger, side) in Both)
        {
            side.Pass = await ledger.BeginPassAsync(side.User, kind, default);
        }
    }

    public async Task EndPassAsync(MigrationStatus status = MigrationStatus.Completed)
    {
        foreach (var (ledger, side) in Both.Where(both => both.Side.Pass != 0))
        {
            await ledger.EndPassAsync(side.Pass, status, "done", default);
            side.Pass = 0;
        }
    }

    public async Task ListAsync(int folder, string destination, IReadOnlyList<MailboxItem> items)
    {
        await EnsurePassAsync();
        foreach (var (ledger, side) in Both)
        {
            var recorded = await ledger.RecordFolderAsync(side.Pass, new MailboxFolder { Id = $"f{folder}", Name = "F", Path = $"/{folder}" }, default);
            side.Folders[folder] = recorded.Key;
            if (recorded.DestinationFolderId is null)
            {
                await ledger.SetDestinationFolderAsync(recorded.Key, new MailboxFolder { Id = destination, Name = destination, Path = destination }, default);
            }

            await ledger.RecordSourceItemsAsync(side.Pass, recorded.Key, items, default);
        }
    }

    /// <summary>Something whose answer must be the same.</summary>
    public async Task SameAsync<T>(Func<ILedger, Side, Task<T>> ask, int? folder = null)
    {
        await EnsurePassAsync();
        if (folder is { } listed && !reals[User].Folders.ContainsKey(listed))
        {
            return;
        }

        Assert.Equal(await ask(model, models[User]), await ask(real, reals[User]));
    }

    /// <summary>Gives the item at a place among those of one disposition another one.</summary>
    public async Task DecideAsync(Disposition from, Disposition to, int place)
    {
        await EnsurePassAsync();
        foreach (var (ledger, side) in Both)
        {
            var items = await ledger.ReadItemsAsync(side.User, from, 0, place + 1, default);
            if (items.Count > place)
            {
                await ledger.RecordOutcomeAsync(
                    new ItemOutcome
                    {
                        ItemKey = items[place].Key,
                        PassId = side.Pass,
                        Disposition = to,
                        BytesTransferred = place,
                        DestinationItemId = to == Disposition.Imported ? "new" : null,
                        Mapping = to == Disposition.Imported && place > 0 ? new ItemMapping((ItemMappingOutcome)(place % 3), place % 3 == 1 ? place : 0, place / 4, place % 3 == 2 ? "odd" : null) { TagsRemoved = place % 2 == 1 } : null,
                        LegacyAddresses = to == Disposition.Imported ? [.. Enumerable.Range(0, place % 3).Select(number => new LegacyAddress($"/o={number}", place, 1, null))] : [],
                        Rule = to == Disposition.Excluded ? $"MaximumItemSize: {place % 2}" : null,
                        Error = to == Disposition.Failed ? new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "Corrupt.") : null,
                    },
                    default);
            }
        }
    }

    /// <summary>Shows the ids and versions of items.</summary>
    public async Task SweepAsync(int folder, IReadOnlyList<MailboxItem> items)
    {
        List<ItemVersion> versions = [.. items.Select(item => new ItemVersion(item.Id, item.ShardId, item.ChangeKey))];
        await SameAsync(async (ledger, side) => string.Join(", ", await ledger.SweepSourceItemsAsync(side.Pass, side.Folders[folder], versions, default)), folder);
    }

    /// <summary>Writes down that the pending item at a place is about to be sent.</summary>
    public async Task BeginImportAsync(int place)
    {
        await EnsurePassAsync();
        List<int> held = [];
        foreach (var (ledger, side) in Both)
        {
            var items = await ledger.ReadPendingAsync(side.User, 0, place + 1, default);
            if (items.Count > place)
            {
                held.Add(await ledger.CountWithoutKeyAsync(items[place].DestinationFolderId!, side.User, items[place].Source.ItemClass, default));
                await ledger.BeginImportAsync(side.User, new ImportIntent(items[place], held[^1]), default);
            }
        }

        Assert.Single(held.DefaultIfEmpty().Distinct());
    }

    public async Task CompareAsync()
    {
        for (User = 0; User < 2; User++)
        {
            var (expected, actual) = (await model.ReadTallyAsync(models[User].User, default), await real.ReadTallyAsync(reals[User].User, default));
            Assert.Equal(expected.Rows, actual.Rows);
            Assert.Equal(Folders(await model.ReadFolderTalliesAsync(models[User].User, default)), Folders(await real.ReadFolderTalliesAsync(reals[User].User, default)));
            Assert.Equal((expected.FolderCount, expected.BytesTransferred, expected.Mapping), (actual.FolderCount, actual.BytesTransferred, actual.Mapping));
            Assert.Equal(
                (await model.ReadNotMappedItemsAsync(models[User].User, 0, 100, default)).Select(item => (item.Source.Id, item.Source.ShardId, item.Mapping)),
                (await real.ReadNotMappedItemsAsync(reals[User].User, 0, 100, default)).Select(item => (item.Source.Id, item.Source.ShardId, item.Mapping)));
            Assert.Equal(await model.ReadLegacyAddressesAsync([models[User].User], default), await real.ReadLegacyAddressesAsync([reals[User].User], default));
            Assert.Equal(Known(await model.ReadKnownFoldersAsync(models[User].User, default)), Known(await real.ReadKnownFoldersAsync(reals[User].User, default)));
            Assert.Equal(await model.ReadExclusionsAsync(models[User].User, default), await real.ReadExclusionsAsync(reals[User].User, default));
            Assert.Equal(expected.Passes.Select(pass => pass with { Id = 0 }), actual.Passes.Select(pass => pass with { Id = 0 }));
            Assert.Equal(
                (await model.ReadRetriedAsync(models[User].User, 0, 100, default)).Select(item => (item.Source.Id, item.Source.ShardId, item.Disposition)),
                (await real.ReadRetriedAsync(reals[User].User, 0, 100, default)).Select(item => (item.Source.Id, item.Source.ShardId, item.Disposition)));
            foreach (var disposition in Enum.GetValues<Disposition>())
            {
                Assert.Equal(await TellAsync(model, models[User], disposition), await TellAsync(real, reals[User], disposition));
            }
        }
    }

    private static List<string> Folders(IReadOnlyList<FolderTally> folders) => [.. folders.Select(folder => $"{folder.Path} > {folder.DestinationPath}: {string.Join("; ", folder.Rows)}")];

    private static List<KnownFolder> Known(IReadOnlyList<KnownFolder> folders) => [.. folders.Select(static folder => folder with { Key = 0 })];

    private static async Task<List<string>> TellAsync(ILedger ledger, Side side, Disposition disposition)
    {
        List<string> told = [];
        var after = 0L;
        while (await ledger.ReadItemsAsync(side.User, disposition, after, 2, default) is { Count: > 0 } page)
        {
            after = page[^1].Key;
            told.AddRange(page.Select(static item =>
                (item with { Key = 0, FolderKey = 0, Source = item.Source with { SearchKey = null } }) + Convert.ToHexString(item.Source.SearchKey ?? [])));
            var known = await ledger.ReadKnownAsync(side.User, disposition, page[0].Key - 1, page.Count, default);
            told.AddRange(known.Select(static item => (item with { Key = 0, FolderKey = 0 }).ToString()));
            var ruled = await ledger.ReadRuledAsync(side.User, disposition, page[0].Key - 1, page.Count, default);
            told.AddRange(ruled.Select(static item => (item with { Key = 0, FolderKey = 0 }).ToString()));
        }

        told.AddRange((await ledger.ReadKnownFoldersAsync(side.User, default)).Select(static folder => (folder with { Key = 0 }).ToString()).Order(StringComparer.Ordinal));
        return told;
    }

    private async Task EnsurePassAsync()
    {
        if (reals[User].Pass == 0)
        {
            await BeginPassAsync();
        }
    }

    internal sealed class Side(long user)
    {
        public long User => user;

        public long Pass { get; set; }

        public Dictionary<int, long> Folders { get; } = [];
    }
}

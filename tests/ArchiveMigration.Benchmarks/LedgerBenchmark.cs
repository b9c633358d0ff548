using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Benchmarks;

/// <summary>How fast the ledger takes in, decides and counts the items of one large mailbox, and how much room it needs.</summary>
internal sealed class LedgerBenchmark(int itemCount, int itemsPerFolder, int itemsPerPage)
{
    private const double MostSeconds = 0.05;
    private const string Destination = "AQMkADAwATNiZmYAZC1hNmJiAC0yNDE0LTAwAi0wMAoALgAAA0Z2destination";

    /// <summary>Measures and tells.</summary>
    /// <returns>The exit code of the figure: seconds to read the tallies.</returns>
    public async Task<int> RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("archivemigration-benchmark-").FullName;
        try
        {
            using var store = SqliteStore.Open(Path.Combine(directory, "migrations.db"), TimeProvider.System);
            var tally = await RunAsync(store);
            return new Figure("ledger", tally.TotalSeconds, MostSeconds, HigherIsBetter: false).Conclude();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static MailboxItem Item(int number)
    {
        Span<byte> bytes = stackalloc byte[24];
        BitConverter.TryWriteBytes(bytes, number);
        var key = SHA256.HashData(bytes)[..16];
        key.CopyTo(bytes[8..]);
        return new MailboxItem
        {
            // As long as Exchange's: 152 characters, of which most are the same in one folder.
            Id = "AAMkADAwATNiZmYAZC1hNmJiAC0yNDE0LTAwAi0wMAoARgAAA0Z2zVQ8pUJMhO2m0WkE3gcHAJ1zVQ8pUJMhO2m0WkE3gcAAAIBDAAAAJ1zVQ8pUJMhO2m0WkE3gcAAA" + Convert.ToBase64String(bytes[..18]),
            ShardId = "MBX:e0643f21-77a1-4f0e-9a1c-0f7f6b1d2c3a@a7809c93-1111-2222-3333-444455556666",
            ItemClass = number % 50 == 0 ? "IPM.Appointment" : "IPM.Note",
            Size = 2000 + (number * 7919L % 300_000),
            SearchKey = key,
            ChangeKey = "CQAAABYAAACd" + Convert.ToBase64String(bytes[8..20]),
            CreatedUtc = DateTimeOffset.UnixEpoch.AddSeconds(number),
            LastModifiedUtc = DateTimeOffset.UnixEpoch.AddSeconds(number),
        };
    }

    private async Task<TimeSpan> RunAsync(SqliteStore store)
    {
        var user = MadeProject.Add(store.Catalog, [MadeProject.User("a")])[0].Id;
        var pass = await store.Ledger.BeginPassAsync(user, PassKind.Full, default);
        var memory = Memory();
        await MeasureAsync("list new", itemCount, () => ListAsync(store.Ledger, pass));
        Tell("file", $"{Size(store) / (double)itemCount:N0} bytes an item");
        await MeasureAsync("list destination", itemCount / 2, () => ListDestinationAsync(store.Ledger, user));
        await MeasureAsync("match", itemCount / 2, () => store.Ledger.MatchDestinationAsync(pass, Destination, user, default));
        await MeasureAsync("decide", itemCount / 2, () => DecideAsync(store.Ledger, pass, user));
        Tell("file", $"{Size(store) / (double)itemCount:N0} bytes an item, all decided");
        await store.Ledger.EndPassAsync(pass, MigrationStatus.Completed, null, default);
        pass = await store.Ledger.BeginPassAsync(user, PassKind.Full, default);
        await MeasureAsync("list known", itemCount, () => ListAsync(store.Ledger, pass));
        var tally = await MeasureAsync("tally", 1, () => store.Ledger.ReadTallyAsync(user, default));
        await MeasureAsync("has pending", 1, () => store.Ledger.HasPendingAsync(Destination, user, default));
        Tell("memory", $"{(Memory() - memory) / 1048576.0:N0} MiB more working set");
        await MeasureAsync("remove user", itemCount, () => Task.Run(() => store.Catalog.RemoveUser(user)));
        return tally;
    }

    private async Task ListAsync(ILedger ledger, long pass)
    {
        for (var from = 0; from < itemCount; from += itemsPerFolder)
        {
            var name = from.ToString(CultureInfo.InvariantCulture);
            var folder = await ledger.RecordFolderAsync(pass, new MailboxFolder { Id = "AQMk" + name, Name = name, Path = "/" + name }, default);
            await ledger.SetDestinationFolderAsync(folder.Key, new MailboxFolder { Id = Destination, Name = name, Path = name }, default);
            for (var page = from; page < Math.Min(from + itemsPerFolder, itemCount); page += itemsPerPage)
            {
                await ledger.RecordSourceItemsAsync(pass, folder.Key, Page(page, Math.Min(from + itemsPerFolder, itemCount)), default);
            }

            await ledger.CompleteSourceFolderAsync(pass, folder.Key, default);
        }
    }

    private async Task ListDestinationAsync(ILedger ledger, long user)
    {
        await ledger.BeginDestinationListingAsync(Destination, user, default);
        for (var page = 0; page < itemCount / 2; page += itemsPerPage)
        {
            await ledger.RecordDestinationItemsAsync(Destination, user, Page(page, itemCount / 2), default);
        }
    }

    private static async Task DecideAsync(ILedger ledger, long pass, long user)
    {
        var after = 0L;
        while (await ledger.ReadPendingAsync(user, after, 500, default) is { Count: > 0 } page)
        {
            after = page[^1].Key;
            foreach (var item in page)
            {
                var outcome = new ItemOutcome
                {
                    ItemKey = item.Key,
                    PassId = pass,
                    Disposition = Disposition.Imported,
                    BytesTransferred = item.Source.Size,
                    DestinationItemId = item.Source.Id,
                    DestinationChangeKey = item.Source.ChangeKey,
                };
                await ledger.RecordOutcomeAsync(outcome, default);
            }
        }

        await ledger.FlushAsync(default);
    }

    private MailboxItem[] Page(int from, int end) => [.. Enumerable.Range(from, Math.Min(itemsPerPage, end - from)).Select(Item)];

    private static async Task<TimeSpan> MeasureAsync(string what, int count, Func<Task> work)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await work();
        watch.Stop();
        processor = Environment.CpuUsage.TotalTime - processor;
        Tell(what, $"{watch.Elapsed.TotalSeconds,9:N3} s ({processor.TotalSeconds,8:N3} s of processor){(count > 1 ? $"{count / watch.Elapsed.TotalSeconds,12:N0} items/s" : "")}");
        return watch.Elapsed;
    }

    private static void Tell(string what, string figure) => Console.WriteLine($"{what,-18}{figure}");

    private static long Size(SqliteStore store) => new FileInfo(store.Path).Length;

    private static long Memory()
    {
        GC.Collect();
        return Environment.WorkingSet;
    }
}

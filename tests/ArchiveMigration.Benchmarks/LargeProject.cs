using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Benchmarks;

/// <summary>A store as thousands of users and very many failed items leave it, made without migrating anything: half the users have failed items, some could not be migrated, some wait.</summary>
/// <param name="users">Users.</param>
/// <param name="failedItems">Failed items of all users together.</param>
internal sealed class LargeProject(int users, int failedItems)
{
    private static readonly TimeSpan Night = TimeSpan.FromHours(11);

    private static readonly (string ErrorId, string? Code, string Message)[] Errors =
    [
        (ErrorIds.ItemCorrupt, "ErrorItemCorrupt", "Exchange cannot read an item of the archive: The item is corrupt and cannot be exported."),
        (ErrorIds.ItemCorrupt, "ErrorCorruptData", "Fabrikam did not accept an item's content: Data is corrupt."),
        (ErrorIds.ItemTooLarge, "ErrorMessageSizeExceeded", "An item is larger than the archive accepts: The message exceeds the maximum supported size."),
        (ErrorIds.ItemNotReturned, null, "The service left an item out of its answers, also when it was asked for alone."),
        (ErrorIds.ImportUncertain, null, "The answer to an import was lost, and nothing tells the item from others."),
        (ErrorIds.FolderFull, "ErrorMaximumItemCountExceeded", "The folder at the destination holds as many items as Exchange allows in one."),
        (ErrorIds.ItemMigrationFailed, "ErrorInternalServerError", "An item could not be exported: An internal server error occurred."),
    ];

    private static readonly string[] Classes = ["IPM.Note", "IPM.Note", "IPM.Note", "IPM.Appointment", "IPM.Contact", "IPM.Task", "IPM.StickyNote", "IPM.Activity", "IPM.Odd"];

    private readonly SteppedTime time = new();

    /// <summary>The clock of the store: it moves as the pretended passes do.</summary>
    public TimeProvider Time => time;

    /// <summary>Fills a new store.</summary>
    public async Task FillAsync(SqliteStore store)
    {
        var added = MadeProject.Add(store.Catalog, [.. Enumerable.Range(0, users).Select(User)]);
        for (var number = 0; number < users; number++)
        {
            await MigrateAsync(store, added[number], number);
            time.Now += number % (users / 3) == (users / 3) - 1 ? Night : TimeSpan.FromSeconds(2);
        }
    }

    private static MigrationUser User(int number) => MadeProject.User($"{(char)('a' + (number * 7 % 26))}{(char)('a' + (number * 11 % 26))}.{number:0000}");

    private async Task MigrateAsync(SqliteStore store, MigrationUser user, int number)
    {
        var ledger = store.Ledger;
        var pass = await ledger.BeginPassAsync(user.Id, PassKind.Full, default);
        if (number % 500 == 7)
        {
            await EndAsync(MigrationStatus.Failed, $"{user.DestinationAddress} has a mailbox but no in-place archive. Give it one: Enable-Mailbox {user.DestinationAddress} -Archive");
            return;
        }

        var failed = number % 2 == 0 ? failedItems * 2 / users : 0;
        var folder = await ledger.RecordFolderAsync(pass, new MailboxFolder { Id = "inbox", Name = "Inbox", Path = "Inbox/Projects 2019" }, default);
        await ledger.RecordSourceItemsAsync(pass, folder.Key, [.. Enumerable.Range(0, failed + 10).Select(item => Item(number, item))], default);
        foreach (var (item, index) in (await ledger.ReadPendingAsync(user.Id, 0, failed + 10, default)).Select((item, index) => (item, index)))
        {
            var error = Errors[(number + index) % Errors.Length];
            await ledger.RecordOutcomeAsync(
                new ItemOutcome
                {
                    ItemKey = item.Key,
                    PassId = pass,
                    Disposition = index < failed ? Disposition.Failed : Disposition.Imported,
                    BytesTransferred = index < failed ? 0 : item.Source.Size + 4000,
                    Error = index < failed ? new MigrationException(error.ErrorId, MigrationErrorKind.Service, error.Message) { ServiceCode = error.Code, RequestId = Guid.NewGuid().ToString() } : null,
                },
                default);
        }

        var copied = TimeSpan.FromSeconds(48);
        time.Now += copied;
        var isThrottled = number % 700 < 25;
        await ledger.RecordPaceAsync(
            pass,
            new PassPace { CopyTime = copied, CeilingTime = copied * (isThrottled ? 0.2 : 0.8 + (0.15 * Math.Sin(number))), CeilingShare = 0.9, ThrottledTime = isThrottled ? copied * 0.7 : TimeSpan.Zero, RequestCount = 60 },
            default);
        await (number % 900 == 11
            ? EndAsync(MigrationStatus.WaitingForQuota, "The destination archive is full. Exchange enlarges it within days; what is done stays done, the rest continues by itself.")
            : failed > 0 ? EndAsync(MigrationStatus.CompletedWithErrors, $"{failed} items failed: see Get-ArchiveMigrationItem -Disposition Failed.")
            : EndAsync(MigrationStatus.Completed, null));

        async Task EndAsync(MigrationStatus status, string? detail)
        {
            await ledger.EndPassAsync(pass, status, detail, default);
            store.Catalog.SetUserStatus(user.Id, status, detail);
        }
    }

    private static MailboxItem Item(int user, int number) => new()
    {
        Id = $"AAMkADAwATNiZmYAZC1hNmJiAC0yNDE0LTAwAi0wMAoARgAAA0Z2zVQ8pUJMhO2m0WkE3gcHAJ1zVQ8pUJMhO2m0WkE3gcAAAIBDAAAA{user:X8}{number:X8}",
        ShardId = "MBX:e0643f21-77a1-4f0e-9a1c-0f7f6b1d2c3a@a7809c93-1111-2222-3333-444455556666",
        ItemClass = Classes[number % Classes.Length],
        Size = 20_000 + (number * 7919L % 3_000_000),
        LastModifiedUtc = DateTimeOffset.UnixEpoch.AddDays(number),
    };

    private sealed class SteppedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

using System.Threading.Channels;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Ledger;
using ArchiveMigration.Engine.Tests.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Passes;

public sealed class ItemExportTests
{
    [Fact]
    public async Task An_item_whose_handing_on_is_stopped_is_not_imported_with_its_buffer_given_back()
    {
        var time = new ManualTimeProvider();
        using var source = new InMemoryMailbox("anna@contoso.example", MailboxKind.Archive);
        using var destination = new InMemoryMailbox("anna@fabrikam.example", MailboxKind.Archive);
        var context = new PassContext
        {
            PassId = 1,
            User = new MigrationUser { Project = "Merger", SourceAddress = source.Address, DestinationAddress = destination.Address },
            Options = new ProjectOptions(),
            Source = source,
            Destination = destination,
            Ledger = new InMemoryLedger(time),
            Budget = new ByteBudget(1024 * 1024),
            Meter = new UserMeter(source.Address, new Progress<MigrationEvent>(), time),
            SettleTime = TimeSpan.Zero,
            Time = time,
        };
        var item = new LedgerItem { Key = 1, FolderKey = 1, FolderPath = "Inbox", Source = source.AddItem(source.AddFolder("Inbox"), "kept").Item, DestinationFolderId = "inbox" };
        var retries = new RetryBook();
        using var stop = new CancellationTokenSource();
        var queue = new RacingQueue(stop);
        using var export = new ItemExport(context, new ItemImport(context, retries, new ImportIntents(context)), retries, queue);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => export.RunAsync([item], stop.Token, CancellationToken.None));

        Assert.True(stop.IsCancellationRequested);
        Assert.Empty(queue.Delivered);
    }

    /// <summary>A full queue. A write that is cancelled as it begins to wait throws and is carried out all the same, as .NET 10 does (dotnet/runtime#132094).</summary>
    private sealed class RacingQueue(CancellationTokenSource stop) : ChannelWriter<ItemInHand>
    {
        public List<ItemInHand> Delivered { get; } = [];

        public override bool TryWrite(ItemInHand item) => false;

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default)
        {
            stop.Cancel();
            return ValueTask.FromCanceled<bool>(cancellationToken);
        }

        public override ValueTask WriteAsync(ItemInHand item, CancellationToken cancellationToken = default)
        {
            stop.Cancel();
            Delivered.Add(item);
            return ValueTask.FromCanceled(cancellationToken);
        }
    }
}

using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>Whole runs, from project to audit, while archives fill, grow and move.</summary>
public sealed class SandboxRunTests
{
    [Theory]
    [InlineData(507)]
    [InlineData(500)]
    public async Task A_run_that_waits_for_room_goes_on_when_Exchange_has_made_some(int status)
    {
        await using PretendRun run = await PretendRun.StartAsync();
        PretendTenants tenants = run.Tenants;
        tenants.Exchange.QuotaStatus = status;
        tenants.Fill("Inbox", 60);
        tenants.Destination.Archive!.QuotaBytes = 40_000;
        tenants.Destination.Archive.QuotaGrowth = new QuotaGrowth(TimeSpan.FromMilliseconds(300), 60_000);

        var result = await run.RunAsync(new RunRequest { WaitForQuota = true });

        Assert.Equal((MigrationStatus.Completed, 0), (result.Status, result.ExitCode));
        run.AssertWhole(60);
        Assert.Single(run.Events.OfType<MigrationEvent.UserWaiting>(), waiting => waiting.IsNew);
        Assert.True(run.Events.OfType<MigrationEvent.UserWaiting>().Count() > 1);
    }

    [Fact]
    public async Task Without_waiting_it_says_so_and_the_next_run_goes_on()
    {
        await using PretendRun run = await PretendRun.StartAsync();
        PretendTenants tenants = run.Tenants;
        tenants.Fill("Inbox", 60);
        tenants.Destination.Archive!.QuotaBytes = 40_000;

        Assert.Equal(MigrationStatus.WaitingForQuota, (await run.RunAsync()).Status);
        Assert.Equal(MigrationStatus.WaitingForQuota, (await run.RunAsync()).Status);
        tenants.Destination.Archive.QuotaBytes = null;
        Assert.Equal(MigrationStatus.Completed, (await run.RunAsync()).Status);

        run.AssertWhole(60);
    }

    [Theory]
    [InlineData(SandboxOperation.ListFolders, 0)]
    [InlineData(SandboxOperation.ListFolders, 2)]
    [InlineData(SandboxOperation.ListItems, 0)]
    [InlineData(SandboxOperation.ListItems, 1)]
    [InlineData(SandboxOperation.ListItems, 2)]
    [InlineData(SandboxOperation.ExportItems, 0)]
    [InlineData(SandboxOperation.ExportItems, 5)]
    public async Task A_folder_that_moves_to_another_shard_of_the_source_loses_and_doubles_nothing(SandboxOperation operation, int skip)
    {
        await using PretendRun run = await PretendRun.StartAsync();
        PretendTenants tenants = run.Tenants;
        tenants.Fill("Inbox/Mail", 620);
        tenants.Fill("Inbox/Mail/Deep", 30);
        tenants.Fill("Inbox", 20);
        tenants.Host.Faults.Add(new SandboxFault(FaultKind.FolderMoves) { Operation = operation, Mailbox = tenants.Source.Archive!.Id, Folder = "Inbox/Mail", Skip = skip, Count = 1 });

        await run.RunToTheEndAsync();

        Assert.Contains(FaultKind.FolderMoves, tenants.Host.Faults.Happened.Keys);
        run.AssertWhole(670);
        await run.RunToTheEndAsync();
        run.AssertWhole(670);
    }

    [Theory]
    [InlineData(SandboxOperation.ImportItem, 0)]
    [InlineData(SandboxOperation.ImportItem, 40)]
    [InlineData(SandboxOperation.CreateImportSession, 0)]
    [InlineData(SandboxOperation.CreateFolder, 2)]
    [InlineData(SandboxOperation.ListItems, 0)]
    public async Task A_folder_that_moves_to_another_shard_of_the_destination_loses_and_doubles_nothing(SandboxOperation operation, int skip)
    {
        await using PretendRun run = await PretendRun.StartAsync();
        PretendTenants tenants = run.Tenants;
        tenants.Fill("Inbox/Mail", 100);
        tenants.Fill("Inbox/Mail/Deep", 30);
        tenants.Fill("Inbox", 20);
        tenants.Host.Faults.Add(new SandboxFault(FaultKind.FolderMoves) { Operation = operation, Mailbox = tenants.Destination.Archive!.Id, Folder = "Inbox/Mail", Skip = skip, Count = 1 });

        await run.RunToTheEndAsync();

        Assert.Contains(FaultKind.FolderMoves, tenants.Host.Faults.Happened.Keys);
        run.AssertWhole(150);

        // What comes later finds the folder where it is now, also from a store that knows nothing.
        tenants.Fill("Inbox/Mail", 10, size: 3000);
        await run.RunToTheEndAsync();
        run.AssertWhole(160);
        run.ForgetEverything();
        await run.RunToTheEndAsync();
        run.AssertWhole(160);
    }

    [Fact]
    public async Task A_full_archive_that_grows_by_a_shard_takes_the_rest_there()
    {
        await using PretendRun run = await PretendRun.StartAsync();
        PretendTenants tenants = run.Tenants;
        tenants.Fill("Inbox", 60);
        SandboxMailbox archive = tenants.Destination.Archive!;
        archive.QuotaBytes = 40_000;
        Assert.Equal(MigrationStatus.WaitingForQuota, (await run.RunAsync()).Status);

        SandboxFolder there = archive.Expand(archive.FindPath("Inbox")!, archive.AddAuxiliary(Guid.NewGuid()));
        Assert.Equal(MigrationStatus.Completed, (await run.RunAsync()).Status);

        Assert.Equal(60, there.Items.Count);
        run.AssertWhole(60);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(150)]
    public async Task A_line_that_breaks_for_a_while_is_waited_for_and_costs_nothing(int after)
    {
        await using PretendRun run = await PretendRun.StartAsync();
        PretendTenants tenants = run.Tenants;
        tenants.Fill("Inbox", 300);
        SandboxFaults faults = tenants.Host.Faults;
        faults.Add(new SandboxFault(FaultKind.DropBeforeAnswer) { Skip = after });

        Task<ProjectRunResult> running = run.RunAsync(new RunRequest { MaximumOutage = TimeSpan.FromDays(1000) });
        while (faults.Happened.GetValueOrDefault(FaultKind.DropBeforeAnswer) < 200 && !running.IsCompleted)
        {
            await Task.Delay(10);
        }

        Assert.False(running.IsCompleted);
        faults.Clear();
        Assert.Equal(MigrationStatus.Completed, (await running).Status);
        run.AssertWhole(300);
    }
}

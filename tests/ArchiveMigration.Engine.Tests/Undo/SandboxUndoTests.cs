using ArchiveMigration.Engine.Tests.Exchange;
using ArchiveMigration.Engine.Undo;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;

namespace ArchiveMigration.Engine.Tests.Undo;

/// <summary>Undoing over real connections: what the service says about deletions.</summary>
public sealed class SandboxUndoTests
{
    [Fact]
    public async Task Copies_are_removed_from_every_shard_and_through_trouble()
    {
        await using PretendRun run = await PretendRun.StartAsync();
        PretendTenants tenants = run.Tenants;
        tenants.Fill("Inbox", 300, size: 1000);
        tenants.Fill("Projects", 40);
        await run.RunAsync();
        var archive = tenants.Destination.Archive!;
        archive.Expand(archive.FindPath("Projects")!, archive.AddAuxiliary(Guid.NewGuid()));
        foreach (var kind in new[] { FaultKind.LostResponse, FaultKind.ThrottleSilently, FaultKind.DropBeforeAnswer, FaultKind.ErrorAfterCommit })
        {
            tenants.Host.Faults.Add(new SandboxFault(kind) { Operation = SandboxOperation.DeleteItem, Count = 3 });
        }

        var undone = Assert.Single(await run.Engine.UndoAsync("Merger", new UndoRequest(), run, default));

        Assert.Equal((UndoStatus.Undone, 340), (undone.Status, undone.RemovedItemCount));
        Assert.Equal(0, archive.AllFolders().Sum(folder => folder.Items.Serials().Count));

        await run.RunAsync();
        Assert.Equal(340, (await run.Engine.GetStatisticsAsync("Merger", default))[0].SyncedItemCount);
    }

    [Fact]
    public async Task A_hold_keeps_items_from_being_deleted_for_good_but_not_from_recoverable_items()
    {
        await using PretendRun run = await PretendRun.StartAsync();
        PretendTenants tenants = run.Tenants;
        tenants.Fill("Inbox", 4);
        await run.RunAsync();
        tenants.Destination.Archive!.IsOnHold = true;

        var held = Assert.Single(await run.Engine.UndoAsync("Merger", new UndoRequest { Permanently = true }, run, default));
        Assert.Equal((UndoStatus.UndoneInPart, 0, 4), (held.Status, held.RemovedItemCount, held.RefusedItemCount));
        Assert.All(held.Problems, problem => Assert.Equal((ErrorIds.ItemHeld, "ErrorAccessDenied", true), (problem.ErrorId, problem.ServiceCode, problem.RequestId?.Length > 0)));

        var moved = Assert.Single(await run.Engine.UndoAsync("Merger", new UndoRequest(), run, default));
        Assert.Equal((UndoStatus.Undone, 4, 1), (moved.Status, moved.RemovedItemCount, moved.RemovedFolderCount));
    }

    [Fact]
    public async Task Without_the_permission_nothing_is_removed_and_the_permission_is_named()
    {
        await using PretendRun run = await PretendRun.StartAsync();
        PretendTenants tenants = run.Tenants;
        tenants.Fill("Inbox", 4);
        await run.RunAsync();
        tenants.Scenario.DestinationApplication.GrantedRoles.Remove("MailboxItem.ReadWrite.All");
        tenants.Scenario.DestinationApplication.GrantedRoles.Add("MailboxItem.Read.All");

        var undone = Assert.Single(await run.Engine.UndoAsync("Merger", new UndoRequest(), run, default));

        Assert.Equal(UndoStatus.Failed, undone.Status);
        Assert.Contains("MailboxItem.ReadWrite.All", undone.Detail!, StringComparison.Ordinal);
        Assert.Contains("Nothing was removed.", undone.Detail!, StringComparison.Ordinal);
        Assert.Equal(4, (await run.Engine.GetStatisticsAsync("Merger", default))[0].SyncedItemCount);
    }

    [Theory]
    [InlineData(true, false, UndoStatus.Undone)]
    [InlineData(false, false, UndoStatus.Undone)]
    [InlineData(false, true, UndoStatus.Failed)]
    public async Task Whichever_version_deletes_in_archives_is_used_and_when_none_does_that_is_said(bool version1, bool refuses, UndoStatus expected)
    {
        await using PretendRun run = await PretendRun.StartAsync(exchange: new ExchangeBehaviour { Version1ServesArchives = version1, ArchivesTakeDeletions = !refuses });
        PretendTenants tenants = run.Tenants;
        tenants.Fill("Inbox", 3);
        await run.RunAsync();

        var undone = Assert.Single(await run.Engine.UndoAsync("Merger", new UndoRequest { Permanently = refuses }, run, default));

        Assert.Equal(expected, undone.Status);
        Assert.Equal(refuses, undone.Detail!.Contains("does not allow this operation", StringComparison.Ordinal));
    }
}

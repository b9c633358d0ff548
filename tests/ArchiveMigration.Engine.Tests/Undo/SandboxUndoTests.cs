using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Exchange;
using ArchiveMigration.Engine.Undo;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;

namespace ArchiveMigration.Engine.Tests.Undo;

/// <summary>Undoing over real connections: what the service says about deletions.</summary>
public sealed class SandboxUndoTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("am-undo-").FullName;

    [Fact]
    public async Task Copies_are_removed_from_every_shard_and_through_trouble()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 300, size: 1000);
        tenants.Fill("Projects", 40);
        await using var engine = Open(tenants);
        await engine.RunAsync("Merger", new RunRequest(), new Nobody(), default);
        var archive = tenants.Destination.Archive!;
        archive.Expand(archive.FindPath("Projects")!, archive.AddAuxiliary(Guid.NewGuid()));
        foreach (var kind in new[] { FaultKind.LostResponse, FaultKind.ThrottleSilently, FaultKind.DropBeforeAnswer, FaultKind.ErrorAfterCommit })
        {
            tenants.Host.Faults.Add(new SandboxFault(kind) { Operation = SandboxOperation.DeleteItem, Count = 3 });
        }

        var undone = Assert.Single(await engine.UndoAsync("Merger", new UndoRequest(), new Nobody(), default));

        Assert.Equal((UndoStatus.Undone, 340), (undone.Status, undone.RemovedItemCount));
        Assert.Equal(0, archive.AllFolders().Sum(folder => folder.Items.Serials().Count));

        await engine.RunAsync("Merger", new RunRequest(), new Nobody(), default);
        Assert.Equal(340, (await engine.GetStatisticsAsync("Merger", default))[0].SyncedItemCount);
    }

    [Fact]
    public async Task A_hold_keeps_items_from_being_deleted_for_good_but_not_from_recoverable_items()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 4);
        await using var engine = Open(tenants);
        await engine.RunAsync("Merger", new RunRequest(), new Nobody(), default);
        tenants.Destination.Archive!.IsOnHold = true;

        var held = Assert.Single(await engine.UndoAsync("Merger", new UndoRequest { Permanently = true }, new Nobody(), default));
        Assert.Equal((UndoStatus.UndoneInPart, 0, 4), (held.Status, held.RemovedItemCount, held.RefusedItemCount));
        Assert.All(held.Problems, problem => Assert.Equal((ErrorIds.ItemHeld, "ErrorAccessDenied", true), (problem.ErrorId, problem.ServiceCode, problem.RequestId?.Length > 0)));

        var moved = Assert.Single(await engine.UndoAsync("Merger", new UndoRequest(), new Nobody(), default));
        Assert.Equal((UndoStatus.Undone, 4, 1), (moved.Status, moved.RemovedItemCount, moved.RemovedFolderCount));
    }

    [Fact]
    public async Task Without_the_permission_nothing_is_removed_and_the_permission_is_named()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 4);
        await using var engine = Open(tenants);
        await engine.RunAsync("Merger", new RunRequest(), new Nobody(), default);
        tenants.Scenario.DestinationApplication.GrantedRoles.Remove("MailboxItem.ReadWrite.All");
        tenants.Scenario.DestinationApplication.GrantedRoles.Add("MailboxItem.Read.All");

        var undone = Assert.Single(await engine.UndoAsync("Merger", new UndoRequest(), new Nobody(), default));

        Assert.Equal(UndoStatus.Failed, undone.Status);
        Assert.Contains("MailboxItem.ReadWrite.All", undone.Detail!, StringComparison.Ordinal);
        Assert.Contains("Nothing was removed.", undone.Detail!, StringComparison.Ordinal);
        Assert.Equal(4, (await engine.GetStatisticsAsync("Merger", default))[0].SyncedItemCount);
    }

    [Theory]
    [InlineData(true, false, UndoStatus.Undone)]
    [InlineData(false, false, UndoStatus.Undone)]
    [InlineData(false, true, UndoStatus.Failed)]
    public async Task Whichever_version_deletes_in_archives_is_used_and_when_none_does_that_is_said(bool version1, bool refuses, UndoStatus expected)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync(new ExchangeBehaviour { Version1ServesArchives = version1, ArchivesTakeDeletions = !refuses });
        tenants.Fill("Inbox", 3);
        await using var engine = Open(tenants);
        await engine.RunAsync("Merger", new RunRequest(), new Nobody(), default);

        var undone = Assert.Single(await engine.UndoAsync("Merger", new UndoRequest { Permanently = refuses }, new Nobody(), default));

        Assert.Equal(expected, undone.Status);
        Assert.Equal(refuses, undone.Detail!.Contains("does not allow this operation", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private MigrationEngine Open(PretendTenants tenants)
    {
        var engine = new MigrationEngine(Path.Combine(directory, "migrations.db"), tenants.Services);
        engine.Catalog.AddEndpoint(tenants.SourceEndpoint);
        engine.Catalog.AddEndpoint(tenants.DestinationEndpoint);
        engine.Catalog.AddProject(new MigrationProject { Name = "Merger", Source = "Contoso", Destination = "Fabrikam" });
        engine.Catalog.AddUsers("Merger", [new MigrationUser { Project = "Merger", SourceAddress = tenants.Source.UserPrincipalName, DestinationAddress = tenants.Destination.UserPrincipalName }]);
        return engine;
    }

    private sealed class Nobody : IProgress<MigrationEvent>
    {
        public void Report(MigrationEvent value)
        {
        }
    }
}

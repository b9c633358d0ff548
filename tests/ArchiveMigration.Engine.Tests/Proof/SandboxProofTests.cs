using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Tests.Exchange;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Proof;

/// <summary>Proofs over real connections: migrated through the sandbox, tampered with there, and proved.</summary>
public sealed class SandboxProofTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("am-proof-").FullName;

    [Fact]
    public async Task What_was_removed_altered_added_and_renamed_is_named_and_nothing_else()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 600, size: 1000);
        tenants.Fill("Inbox/2019", 30);
        tenants.Fill("Sent", 20);
        var grown = tenants.Fill("Projects", 12);
        var archive = tenants.Source.Archive!;
        archive.Expand(grown, archive.AddAuxiliary(Guid.NewGuid()));
        await using var engine = Open(tenants);
        await engine.RunAsync("Merger", new RunRequest(), new Nobody(), default);
        var deep = new ProofRequest { ContentShare = 1 };

        var before = await engine.ProveAsync("Merger", deep, new Nobody(), default);
        Assert.Equal((ProofVerdict.Complete, "662=662+0+0+0+0"), (before.Verdict, before.Columns()));
        Assert.Equal(2, before.UserProofs[0].Shards.Count);

        var there = tenants.Destination.Archive!;
        Tampering.RemoveItem(there.FindPath("Inbox")!, 17);
        Tampering.AlterItem(there.FindPath("Sent")!, 3);
        Tampering.AddItem(there.FindPath("Projects")!, DateTimeOffset.UtcNow);
        Tampering.RenameFolder(there.FindPath("Inbox/2019")!, "2020");

        var after = await engine.ProveAsync("Merger", deep, new Nobody(), default);

        Assert.Equal((ProofVerdict.NotComplete, "662=660+0+0+0+2"), (after.Verdict, after.Columns()));
        Assert.Equal(["Missing Inbox", "ContentDiffers Sent", "FolderRenamed Inbox/2019", "Added Projects"], after.UserProofs[0].Findings.Select(finding => $"{finding.Kind} {finding.Folder ?? finding.DestinationFolder}"));
        Assert.Equal("0x10130102 differs.", after.UserProofs[0].Findings[1].Detail);
        Assert.Equal(1, after.Added);
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

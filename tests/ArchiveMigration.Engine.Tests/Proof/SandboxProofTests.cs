using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Tests.Exchange;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Proof;

/// <summary>Proofs over real connections: migrated through the sandbox, tampered with there, and proved.</summary>
public sealed class SandboxProofTests
{
    [Fact]
    public async Task What_was_removed_altered_added_and_renamed_is_named_and_nothing_else()
    {
        await using PretendRun run = await PretendRun.StartAsync();
        PretendTenants tenants = run.Tenants;
        tenants.Fill("Inbox", 600, size: 1000);
        tenants.Fill("Inbox/2019", 30);
        tenants.Fill("Sent", 20);
        var grown = tenants.Fill("Projects", 12);
        var archive = tenants.Source.Archive!;
        archive.Expand(grown, archive.AddAuxiliary(Guid.NewGuid()));
        await run.RunAsync();
        var deep = new ProofRequest { ContentShare = 1 };

        var before = await run.Engine.ProveAsync("Merger", deep, run, default);
        Assert.Equal((ProofVerdict.Complete, "662=662+0+0+0+0"), (before.Verdict, before.Columns()));
        Assert.Equal(2, before.UserProofs[0].Shards.Count);

        var there = tenants.Destination.Archive!;
        Tampering.RemoveItem(there.FindPath("Inbox")!, 17);
        Tampering.AlterItem(there.FindPath("Sent")!, 3);

        // The run's clock is ahead of ours by the waits that it passed at once, and only what came after the first pass was added.
        Tampering.AddItem(there.FindPath("Projects")!, DateTimeOffset.UtcNow.AddMinutes(10));
        Tampering.RenameFolder(there.FindPath("Inbox/2019")!, "2020");

        var after = await run.Engine.ProveAsync("Merger", deep, run, default);

        Assert.Equal((ProofVerdict.NotComplete, "662=660+0+0+0+2"), (after.Verdict, after.Columns()));
        Assert.Equal(["Missing Inbox", "ContentDiffers Sent", "FolderRenamed Inbox/2019", "Added Projects"], after.UserProofs[0].Findings.Select(finding => $"{finding.Kind} {finding.Folder ?? finding.DestinationFolder}"));
        Assert.Equal("0x10130102 differs.", after.UserProofs[0].Findings[1].Detail);
        Assert.Equal(1, after.Added);
    }
}

using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Scenarios;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Audits;

public sealed class AuditTests
{
    [Fact]
    public void Each_source_item_is_intact_lost_duplicated_or_altered()
    {
        var (source, destination) = Archives();
        source.Root.AddFolder("Mail").Items.Add(new UniformItems(1, 5, 1000));
        var arrived = destination.Root.AddFolder("mail").Items;
        arrived.Add(new Excerpt(new UniformItems(1, 5, 1000), 0, 1, 1, 2));
        arrived.Add(new Altered(new Excerpt(new UniformItems(1, 5, 1000), 3)));
        arrived.Add(new UniformItems(9, 2, 1000));

        var audit = Assert.Single(SandboxAudit.Compare(source, destination));

        Assert.Equal(new FolderAudit("Mail", 5, 7, Intact: 3, Altered: 1, Lost: 1, Duplicated: 1, Unexpected: 2), audit);
    }

    [Fact]
    public void Real_copies_at_the_source_are_not_duplicates()
    {
        var (source, destination) = Archives();
        foreach (var archive in new[] { source, destination })
        {
            archive.Root.AddFolder("Mail").Items.Add(new Excerpt(new UniformItems(1, 2, 1000), 0, 0, 1));
        }

        Assert.Equal(new FolderAudit("Mail", 3, 3, 3, 0, 0, 0, 0), Assert.Single(SandboxAudit.Compare(source, destination)));
    }

    [Fact]
    public void An_expanded_folder_is_read_where_its_content_is()
    {
        var (source, destination) = Archives();
        var folder = source.AddPath("Big/Below");
        folder.Items.Add(new UniformItems(1, 2, 1000));
        source.Expand(folder.Parent!, source.AddAuxiliary(Guid.NewGuid()));

        var audit = Assert.Single(SandboxAudit.Compare(source, destination));
        Assert.Equal(("Big/Below", 2, 2), (audit.Path, audit.SourceItems, audit.Lost));
    }

    [Fact]
    public async Task An_audit_can_be_asked_for_over_HTTP()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.SourceArchive.Root.AddFolder("Mail").Items.Add(new UniformItems(1, 2, 1000));
        foreach (var query in new[] { string.Empty, $"?source={sandbox.Source.UserPrincipalName}&destination={sandbox.Destination.UserPrincipalName}" })
        {
            var users = JsonNode.Parse(await sandbox.Client.GetStringAsync(new Uri(sandbox.Host.GraphUrl, $"/sandbox/audit{query}")))!.AsArray();
            var user = Assert.Single(users)!;
            Assert.Equal(2, user["lost"]!.GetValue<int>());
            Assert.False(user["isComplete"]!.GetValue<bool>());
        }
    }

    private static (SandboxMailbox Source, SandboxMailbox Destination) Archives()
    {
        var (source, destination) = SandboxScenario.Empty().AddUser("user1", "User 1");
        return (source.Archive!, destination.Archive!);
    }

    private sealed class Excerpt(IItemSource source, params int[] indices) : IItemSource
    {
        public int Count => indices.Length;

        public ItemFacts Describe(int index) => source.Describe(indices[index]);

        public void Write(int index, Stream output) => source.Write(indices[index], output);
    }

    private sealed class Altered(IItemSource source) : IItemSource
    {
        public int Count => source.Count;

        public ItemFacts Describe(int index) => source.Describe(index);

        public void Write(int index, Stream output)
        {
            source.Write(index, output);
            output.WriteByte(0);
        }
    }
}

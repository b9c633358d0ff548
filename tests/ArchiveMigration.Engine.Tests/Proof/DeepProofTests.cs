using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Tests.Mailboxes;
using ArchiveMigration.Engine.Tests.Passes;
using ArchiveMigration.Engine.Tests.Passes.Mapping;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Engine.Tests.Proof;

/// <summary>Contents exported again at both sides and compared.</summary>
public sealed class DeepProofTests
{
    private static readonly ProofRequest Deep = new() { ContentShare = 1 };
    private static readonly ItemShape[] Shapes = [ItemShape.Mail, ItemShape.Appointment, ItemShape.Contact, ItemShape.DistributionList, ItemShape.Task, ItemShape.Unknown];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_migration_that_went_well_is_complete_with_and_without_mapped_addresses(bool mapped)
    {
        await using var rig = Rig(mapped);
        var (source, _) = rig.AddUser("anna");
        Fill(source);
        await rig.RunAsync();

        var proof = await rig.ProveAsync(Deep);

        Assert.Equal((ProofVerdict.Complete, "25=25+0+0+0+0"), (proof.Verdict, proof.Columns()));
        Assert.Equal("The content of all 25 items was compared; 0 differ.", proof.Content!.Statement);
    }

    [Fact]
    public async Task Headers_that_were_mapped_as_asked_are_no_difference()
    {
        await using var rig = new Rig(new ProjectOptions { RecipientMapping = [Mails.Rule], MapHeaders = true });
        var (source, _) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), Mails.Make(1));
        await rig.RunAsync();

        Assert.Equal(ProofVerdict.Complete, (await rig.ProveAsync(Deep)).Verdict);
    }

    [Fact]
    public async Task An_altered_item_is_named_with_the_property_that_differs()
    {
        await using var rig = Rig(mapped: true);
        var (source, destination) = rig.AddUser("anna");
        Fill(source);
        await rig.RunAsync();
        var victim = destination.Items[3];
        var bytes = Convert.FromBase64String(victim.Base64);
        var subject = FindSubject(bytes);
        bytes[subject] ^= 0x01;
        destination.Alter(victim, content: bytes);

        Assert.Equal(ProofVerdict.Complete, (await rig.ProveAsync()).Verdict);
        var proof = await rig.ProveAsync(Deep);

        Assert.Equal((ProofVerdict.NotComplete, "25=24+0+0+0+1"), (proof.Verdict, proof.Columns()));
        Assert.Equal([$"ContentDiffers Inbox: {SourceOf(source, victim)}"], proof.Named());
        Assert.Equal((victim.Item.Id, "0x0037001F differs."), (proof.UserProofs[0].Findings[0].DestinationItemId, proof.UserProofs[0].Findings[0].Detail));
        Assert.Equal((25, 1), (proof.Content!.Compared, proof.Content.Differing));
    }

    [Fact]
    public async Task Items_whose_addresses_are_not_mapped_as_the_rules_say_now_are_told_apart_from_altered_ones()
    {
        await using var rig = Rig(mapped: false);
        var (source, _) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), Mails.Make(1));
        await rig.RunAsync();
        Change(rig, static options => options with { RecipientMapping = [Mails.Rule] });

        var proof = await rig.ProveAsync(Deep);

        Assert.Equal([$"MappingDiffers Inbox: {source.Items[0].Item.Id}"], proof.Named());
    }

    [Theory]
    [InlineData(false, "its retention tags are not removed, as the project says now")]
    [InlineData(true, "its addresses are not mapped and its retention tags not removed, as the project says now")]
    public async Task Retention_tags_that_are_there_though_the_project_removes_them_are_named(bool maps, string said)
    {
        await using var rig = Rig(mapped: false);
        var (source, _) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), RetentionTagTests.Tagged());
        await rig.RunAsync();
        Change(rig, options => options with { RetentionTags = RetentionTags.Remove, RecipientMapping = maps ? [Mails.Rule] : [] });

        var proof = await rig.ProveAsync(Deep);

        Assert.Equal([$"MappingDiffers Inbox: {source.Items[0].Item.Id}"], proof.Named());
        Assert.Equal($"Its content is that at the source; {said}.", proof.UserProofs[0].Findings[0].Detail);
    }

    [Fact]
    public async Task Retention_tags_that_are_missing_though_the_project_keeps_them_are_named_one_by_one()
    {
        await using var rig = new Rig(new ProjectOptions { RetentionTags = RetentionTags.Remove });
        var (source, _) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), RetentionTagTests.Tagged());
        await rig.RunAsync();
        Assert.Equal(ProofVerdict.Complete, (await rig.ProveAsync(Deep)).Verdict);
        Change(rig, static options => options with { RetentionTags = RetentionTags.Keep });

        var proof = await rig.ProveAsync(Deep);

        Assert.Equal([$"ContentDiffers Inbox: {source.Items[0].Item.Id}"], proof.Named());
        Assert.Contains("0x301B0102 (retention) is missing", proof.UserProofs[0].Findings[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_retention_tags_are_removed_everything_else_is_still_compared()
    {
        await using var rig = new Rig(new ProjectOptions { RetentionTags = RetentionTags.Remove });
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, RetentionTagTests.Tagged());
        source.AddItem(inbox, RetentionTagTests.Tagged(from: 1_000, size: 6_000_000));
        await rig.RunAsync();
        Assert.Equal("2=2+0+0+0+0", (await rig.ProveAsync(Deep)).Columns());

        foreach (var copy in destination.Items)
        {
            var bytes = Convert.FromBase64String(copy.Base64);
            bytes[FindSubject(bytes)] ^= 0x01;
            destination.Alter(copy, content: bytes);
        }

        var proof = await rig.ProveAsync(Deep);

        Assert.Equal("2=0+0+0+0+2", proof.Columns());
        Assert.All(proof.UserProofs[0].Findings, static finding => Assert.Equal("0x0037001F differs.", finding.Detail));
    }

    [Fact]
    public async Task An_item_that_was_not_understood_keeps_its_tags_without_being_held_against_the_proof()
    {
        await using var rig = new Rig(new ProjectOptions { RetentionTags = RetentionTags.Remove });
        var (source, _) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "no item at all");
        await rig.RunAsync();

        Assert.Equal(ProofVerdict.Complete, (await rig.ProveAsync(Deep)).Verdict);
    }

    [Fact]
    public async Task A_mapped_item_too_large_to_hold_is_compared_too()
    {
        await using var rig = Rig(mapped: true);
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), Mails.Make(1, size: 6_000_000));
        await rig.RunAsync();

        Assert.Equal("1=1+0+0+0+0", (await rig.ProveAsync(Deep)).Columns());

        var bytes = Convert.FromBase64String(destination.Items[0].Base64);
        bytes[FindSubject(bytes)] ^= 0x01;
        destination.Alter(destination.Items[0], content: bytes);
        Assert.Equal("0x0037001F differs.", (await rig.ProveAsync(Deep)).UserProofs[0].Findings.Single().Detail);
    }

    [Fact]
    public async Task Copies_with_one_search_key_are_compared_with_each_other_whichever_comes_first()
    {
        await using var rig = Rig(mapped: false);
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        byte[] key = [1, 2, 3];
        source.AddItem(inbox, "version one", key);
        source.AddItem(inbox, "version two", key);
        var there = destination.AddFolder("Inbox");
        destination.AddItem(there, "version two", key);
        destination.AddItem(there, "version one", key);
        await rig.RunAsync();

        Assert.Equal(ProofVerdict.Complete, (await rig.ProveAsync(Deep)).Verdict);

        destination.Alter(destination.Items[0], text: "version ten");
        Assert.Equal([$"ContentDiffers Inbox: {source.Items.Single(item => item.Text == "version two").Item.Id}"], (await rig.ProveAsync(Deep)).Named());
    }

    [Fact]
    public async Task Content_that_cannot_be_exported_is_said_with_the_side_and_the_reason()
    {
        await using var rig = Rig(mapped: false);
        var (source, destination) = rig.AddUser("dora");
        source.AddItem(source.AddFolder("Inbox"), "one");
        await rig.RunAsync();
        destination.OnExport = _ => new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "The item is corrupt.") { RequestId = "req-1" };

        var finding = (await rig.ProveAsync(Deep)).UserProofs[0].Findings.Single();

        Assert.Equal(ProofFindingKind.ContentNotReadable, finding.Kind);
        Assert.Equal("It could not be exported at the destination (ItemCorrupt): The item is corrupt. (request id req-1)", finding.Detail);
    }

    [Fact]
    public async Task A_sample_compares_its_share_and_says_what_that_shows()
    {
        await using var rig = Rig(mapped: false);
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 400; number++)
        {
            source.AddItem(inbox, $"item {number}");
        }

        await rig.RunAsync();
        foreach (var item in destination.Items)
        {
            destination.Alter(item, text: item.Text + " altered");
        }

        var sample = new ProofRequest { ContentShare = 0.1m, Seed = 4711 };
        var proof = await rig.ProveAsync(sample);
        var again = await rig.ProveAsync(sample);

        Assert.InRange(proof.Content!.Compared, 15, 70);
        Assert.Equal((proof.Content.Compared, 400, 4711), (proof.Content.Differing, proof.Content.Population, proof.Content.Seed));
        Assert.Equal(400 - proof.Content.Compared, proof.Verified);
        Assert.Equal(proof.Named(), again.Named());
        Assert.NotEqual(proof.Named(), (await rig.ProveAsync(sample with { Seed = 4712 })).Named());
        Assert.Contains("drawn by the seed 4711", proof.Basis, StringComparison.Ordinal);
    }

    private static void Change(Rig rig, Func<ProjectOptions, ProjectOptions> change)
    {
        var project = rig.Engine.Catalog.GetProject("Merger");
        rig.Engine.Catalog.UpdateProject(project with { Options = change(project.Options) });
    }

    private static Rig Rig(bool mapped) => new(new ProjectOptions { RecipientMapping = mapped ? [Mails.Rule] : [] });

    private static void Fill(InMemoryMailbox source)
    {
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 25; number++)
        {
            source.AddItem(inbox, Mails.Make(number, Shapes[number % Shapes.Length]));
        }
    }

    private static string SourceOf(InMemoryMailbox source, InMemoryMailbox.StoredItem copy)
        => source.Items.Single(item => item.Item.SearchKey!.SequenceEqual(copy.Item.SearchKey!)).Item.Id;

    /// <summary>The first byte of the subject's text: after its tag and length.</summary>
    private static int FindSubject(byte[] item) => item.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xB0, 0x84, 0x37, 0x00]) + 8;
}

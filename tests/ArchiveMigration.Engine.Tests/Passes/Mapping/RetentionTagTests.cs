using System.Globalization;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports.Page;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Engine.Tests.Passes.Mapping;

/// <summary>Whole passes with and without retention tags.</summary>
public sealed class RetentionTagTests
{
    private static readonly ProjectOptions Removing = new() { RetentionTags = RetentionTags.Remove };

    [Fact]
    public async Task They_are_kept_unless_the_project_says_otherwise_and_items_are_not_even_looked_into()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var items = Fill(source);

        await rig.RunAsync();

        Assert.Equal(items.Select(Convert.ToHexString).Order(), destination.Items.Select(item => Convert.ToHexString(item.Bytes)).Order());
        Assert.InRange(items.Count(IsTagged), 5, 35);
        Assert.All(await MappedPassTests.ImportedAsync(rig), item => Assert.Null(item.Mapping));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Removed_on_request_with_and_without_mapped_addresses_and_counted(bool maps)
    {
        await using var rig = new Rig(maps ? Removing with { RecipientMapping = [Mails.Rule] } : Removing);
        var (source, destination) = rig.AddUser("anna");
        var items = Fill(source);
        using var mapper = new AddressMapper(maps ? AddressMap.Parse(Mails.Rule) : AddressMap.Empty, options: new AddressMapperOptions { RemoveRetentionTags = true });

        await rig.RunAsync();

        Assert.Equal(
            items.Select(item =>
            {
                mapper.Map(item, out var expected);
                return Convert.ToHexString(expected.Span);
            }).Order(),
            destination.Items.Select(item => Convert.ToHexString(item.Bytes)).Order());
        Assert.DoesNotContain(destination.Items, item => IsTagged(item.Bytes));
        var statistics = await rig.StatisticsAsync();
        Assert.Equal((items.Count(IsTagged), maps, 0), (statistics.UntaggedItemCount, statistics.MappedItemCount > 0, statistics.NotMappedItemCount));
        Assert.Equal(statistics.UntaggedItemCount, (await MappedPassTests.ImportedAsync(rig)).Count(item => item.Mapping!.TagsRemoved));
        Assert.Equal(maps, (await rig.Engine.GetLegacyAddressesAsync("Merger", default)).Count > 0);

        using var page = new StringWriter(CultureInfo.InvariantCulture);
        ReportPage.Write(await rig.Engine.GetReportAsync("Merger", default), page);
        Assert.Contains($"Retention tags were removed from {items.Count(IsTagged)} items.", page.ToString(), StringComparison.Ordinal);
        Assert.Contains(maps ? ">Addresses and retention tags</h2>" : ">Retention tags</h2>", page.ToString(), StringComparison.Ordinal);
        Assert.Equal(maps, page.ToString().Contains("addresses were mapped", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LargeItemTransfer.Chunked)]
    [InlineData(LargeItemTransfer.ContentLength)]
    public async Task An_item_too_large_to_hold_loses_them_on_the_way(LargeItemTransfer transfer)
    {
        await using var rig = new Rig(Removing with { LargeItemTransfer = transfer });
        var (source, destination) = rig.AddUser("anna");
        var item = Tagged(size: 6_000_000);
        source.AddItem(source.AddFolder("Inbox"), item);

        await rig.RunAsync();

        var arrived = Assert.Single(destination.Items).Bytes;
        Assert.False(IsTagged(arrived));
        Assert.Equal(Mails.Content(Untagged(item)), Mails.Content(arrived));
        Assert.Equal(1, (await rig.StatisticsAsync()).UntaggedItemCount);
    }

    [Fact]
    public async Task An_item_that_is_not_understood_arrives_with_them_and_is_listed_with_the_reason()
    {
        await using var rig = new Rig(Removing);
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "no item at all");

        await rig.RunAsync();

        Assert.Equal("no item at all", Assert.Single(destination.Items).Text);
        var statistics = await rig.StatisticsAsync();
        Assert.Equal((0, 1), (statistics.UntaggedItemCount, statistics.NotMappedItemCount));
        Assert.Equal(ItemMappingOutcome.NotMapped, Assert.Single(await MappedPassTests.ImportedAsync(rig)).Mapping!.Outcome);
    }

    [Fact]
    public async Task Changed_later_it_holds_for_what_comes_later_and_nothing_is_copied_twice()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var early = Tagged(from: 0);
        source.AddItem(source.AddFolder("Inbox"), early);
        await rig.RunAsync();
        var project = rig.Engine.Catalog.GetProject("Merger");
        rig.Engine.Catalog.UpdateProject(project with { Options = Removing });
        var late = Tagged(from: 1_000);
        source.AddItem(source.AddFolder("Inbox"), late);

        await rig.RunAsync();
        await rig.RunAsync();

        Assert.Equal(2, destination.ImportCount);
        Assert.Equal(new[] { early, Untagged(late) }.Select(Convert.ToHexString).Order(), destination.Items.Select(item => Convert.ToHexString(item.Bytes)).Order());
        Assert.Equal(1, (await rig.StatisticsAsync()).UntaggedItemCount);
    }

    /// <summary>The first mail from a number on that has tags.</summary>
    internal static byte[] Tagged(int from = 0, long size = 12_000)
        => Enumerable.Range(from, 1_000).Select(number => Mails.Make(number, ItemShape.Mail, size)).First(IsTagged);

    internal static bool IsTagged(byte[] item) => FastTransferItem.Read(item).Message.Properties.Any(property => property.Tag.Id is >= 0x3018 and <= 0x301F);

    /// <summary>What the library makes of it alone.</summary>
    internal static byte[] Untagged(byte[] item)
    {
        using var mapper = new AddressMapper(AddressMap.Empty, options: new AddressMapperOptions { RemoveRetentionTags = true });
        Assert.Equal(MappingOutcome.Mapped, mapper.Map(item, out var mapped).Outcome);
        return mapped.ToArray();
    }

    private static List<byte[]> Fill(Mailboxes.InMemoryMailbox source)
    {
        var shapes = Enum.GetValues<ItemShape>();
        var inbox = source.AddFolder("Inbox");
        List<byte[]> items = [.. Enumerable.Range(0, 40).Select(number => Mails.Make(number, shapes[number % shapes.Length], 20_000))];
        items.ForEach(item => source.AddItem(inbox, item));
        return items;
    }
}

using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Engine.Tests.Passes.Mapping;

/// <summary>Items too large to hold, with rules for addresses, in both ways to upload them.</summary>
public sealed class MappedLargeItemsTests
{
    private static readonly byte[] Large = Mails.Make(1, ItemShape.MailWithAttachments, 3_400_000);

    [Theory]
    [InlineData(LargeItemTransfer.Chunked, 2)]
    [InlineData(LargeItemTransfer.ContentLength, 3)]
    public async Task Their_addresses_are_mapped_on_the_way(LargeItemTransfer transfer, int exports)
    {
        await using var rig = RigFor(transfer);
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), Large);

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        var arrived = Assert.Single(destination.Items).Bytes;
        Assert.Equal(Mails.Content(Mails.Mapped(Large)), Mails.Content(arrived));
        Assert.Equal(exports, source.ExportBatchSizes.Count);
        Assert.Equal(arrived.Length, result.Users[0].BytesTransferred, 3.0);
        Assert.Equal(1, (await rig.StatisticsAsync()).MappedItemCount);
        Assert.NotEmpty(await rig.Engine.GetLegacyAddressesAsync("Merger", default));
    }

    [Theory]
    [InlineData(LargeItemTransfer.Chunked)]
    [InlineData(LargeItemTransfer.ContentLength)]
    public async Task Without_anything_to_map_they_arrive_byte_for_byte(LargeItemTransfer transfer)
    {
        await using var rig = RigFor(transfer, "@elsewhere.example->@fabrikam.example");
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), Large);

        await rig.RunAsync();

        Assert.Equal(Large, Assert.Single(destination.Items).Bytes);
        Assert.Equal(ItemMappingOutcome.NothingToMap, Assert.Single(await MappedPassTests.ImportedAsync(rig)).Mapping!.Outcome);
    }

    [Theory]
    [InlineData(LargeItemTransfer.Chunked, 100, 1)]
    [InlineData(LargeItemTransfer.ContentLength, 100, 2)]
    [InlineData(LargeItemTransfer.Chunked, 3_300_000, 2)]
    [InlineData(LargeItemTransfer.ContentLength, 3_300_000, 2)]
    public async Task Not_understood_they_arrive_byte_for_byte_and_are_told(LargeItemTransfer transfer, int damageAt, int exports)
    {
        await using var rig = RigFor(transfer);
        var (source, destination) = rig.AddUser("anna");
        var item = source.AddItem(source.AddFolder("Inbox"), Large);
        var damaged = Large.ToArray();
        Array.Fill(damaged, (byte)0xEE, damageAt, 40_000);
        source.OnContent = _ => Convert.ToBase64String(damaged);

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(damaged.Length, result.Users[0].BytesTransferred, 3.0);
        Assert.Equal(exports, source.ExportBatchSizes.Count);
        var mapping = Assert.Single(await MappedPassTests.ImportedAsync(rig)).Mapping!;
        Assert.Equal(ItemMappingOutcome.NotMapped, mapping.Outcome);
        Assert.NotEmpty(mapping.Reason!);
        Assert.Single(destination.Items);
        Assert.NotEqual(item.Item.Id, destination.Items[0].Item.Id);
    }

    [Theory]
    [InlineData(LargeItemTransfer.Chunked)]
    [InlineData(LargeItemTransfer.ContentLength)]
    public async Task An_item_that_changes_between_two_exports_is_never_half_rewritten(LargeItemTransfer transfer)
    {
        await using var rig = RigFor(transfer);
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), Large);
        var changed = Mails.Make(2, ItemShape.MailWithAttachments, 3_400_000);
        var exports = 0;
        source.OnContent = stored => Interlocked.Increment(ref exports) == 1 ? stored.Base64 : Convert.ToBase64String(changed);

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(changed, Assert.Single(destination.Items).Bytes);
        var mapping = Assert.Single(await MappedPassTests.ImportedAsync(rig)).Mapping!;
        Assert.Equal((ItemMappingOutcome.NotMapped, "the second pass differs from the first"), (mapping.Outcome, mapping.Reason));
    }

    [Theory]
    [InlineData(LargeItemTransfer.Chunked)]
    [InlineData(LargeItemTransfer.ContentLength)]
    public async Task Several_in_one_answer_wait_for_no_place_while_they_hold_one(LargeItemTransfer transfer)
    {
        await using var rig = RigFor(transfer);
        var (source, destination) = rig.AddUser("anna");
        source.MostExportsAtOnce = 1;
        var inbox = source.AddFolder("Inbox");
        byte[][] items = [.. Enumerable.Range(0, 3).Select(number => Mails.Make(number, ItemShape.MailWithAttachments, 3_300_000))];
        Array.ForEach(items, item => source.AddItem(inbox, item, size: 100));

        var result = await rig.RunAsync().WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(
            items.Select(item => Convert.ToHexString(Mails.Content(Mails.Mapped(item)))).Order(),
            destination.Items.Select(item => Convert.ToHexString(Mails.Content(item.Bytes))).Order());
    }

    [Fact]
    public async Task An_export_that_breaks_off_is_tried_again_and_mapped_then()
    {
        await using var rig = RigFor(LargeItemTransfer.Chunked);
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), Large);
        var exports = 0;
        source.OnExport = _ => Interlocked.Increment(ref exports) == 2
            ? new MigrationException(ErrorIds.ServiceUnavailable, MigrationErrorKind.Service, "503") { IsTransient = true }
            : null;

        await rig.RunAsync();

        Assert.Equal(Mails.Content(Mails.Mapped(Large)), Mails.Content(Assert.Single(destination.Items).Bytes));
        Assert.Equal(1, (await rig.StatisticsAsync()).MappedItemCount);
    }

    private static Rig RigFor(LargeItemTransfer transfer, string rule = Mails.Rule) => new(new ProjectOptions { RecipientMapping = [rule], LargeItemTransfer = transfer });
}

using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Engine.Tests.Passes.Mapping;

/// <summary>Whole passes with rules for addresses.</summary>
public sealed class MappedPassTests
{
    private static readonly ProjectOptions WithRule = new() { RecipientMapping = [Mails.Rule] };

    [Fact]
    public async Task Addresses_in_items_are_mapped_and_nothing_else_is_changed()
    {
        await using var rig = new Rig(WithRule);
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        byte[][] items = [Mails.Make(1), Mails.Make(2, ItemShape.MailWithEmbedded, 40_000), Mails.Make(3, ItemShape.DistributionList)];
        Array.ForEach(items, item => source.AddItem(inbox, item));

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(items.Select(item => Convert.ToHexString(Mails.Mapped(item))).Order(), destination.Items.Select(item => Convert.ToHexString(item.Bytes)).Order());
        var statistics = await rig.StatisticsAsync();
        Assert.Equal((3, 0), (statistics.MappedItemCount, statistics.NotMappedItemCount));
        Assert.True(statistics.MappedAddressCount > 3);
        Assert.All(await ImportedAsync(rig), item => Assert.Equal(ItemMappingOutcome.Mapped, item.Mapping!.Outcome));
    }

    [Fact]
    public async Task An_import_whose_answer_was_lost_and_that_is_found_counts_as_ours_with_what_mapping_did()
    {
        await using var rig = new Rig(WithRule);
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), Mails.Make(1));
        destination.OnImported = _ => throw new MigrationException(ErrorIds.ImportUncertain, MigrationErrorKind.Connection, "the answer was lost") { IsTransient = true };

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        var copy = Assert.Single(destination.Items);
        var item = Assert.Single(await ImportedAsync(rig));
        Assert.Equal((copy.Item.Id, copy.Item.ChangeKey, ItemMappingOutcome.Mapped), (item.DestinationItemId, item.DestinationChangeKey, item.Mapping!.Outcome));
        var statistics = await rig.StatisticsAsync();
        Assert.Equal((1, 0, 1), (statistics.SyncedItemCount, statistics.AlreadyPresentItemCount, statistics.MappedItemCount));
        Assert.InRange(statistics.BytesTransferred, copy.Bytes.Length, copy.Bytes.Length + 2);
        Assert.NotEmpty(await rig.Engine.GetLegacyAddressesAsync("Merger", default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Internet_headers_follow_the_rules_only_when_asked(bool mapHeaders)
    {
        await using var rig = new Rig(WithRule with { MapHeaders = mapHeaders });
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), Mails.Make(1));

        await rig.RunAsync();

        using var mapper = new AddressMapper(AddressMap.Parse(Mails.Rule), options: new AddressMapperOptions { MapHeaders = mapHeaders });
        mapper.Map(Mails.Make(1), out var expected);
        Assert.Equal(expected.ToArray(), Assert.Single(destination.Items).Bytes);
        Assert.Equal(mapHeaders, !Mails.Mapped(Mails.Make(1)).AsSpan().SequenceEqual(expected.Span));
    }

    [Fact]
    public async Task Without_rules_and_recipients_items_are_not_looked_into()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), Mails.Make(1));

        await rig.RunAsync();

        Assert.Equal(Mails.Make(1), Assert.Single(destination.Items).Bytes);
        Assert.Null(Assert.Single(await ImportedAsync(rig)).Mapping);
        Assert.Empty(await rig.Engine.GetLegacyAddressesAsync("Merger", default));
    }

    [Fact]
    public async Task An_item_without_addresses_of_the_rules_arrives_byte_for_byte()
    {
        await using var rig = new Rig(new ProjectOptions { RecipientMapping = ["@elsewhere.example->@fabrikam.example"] });
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), Mails.Make(1));

        await rig.RunAsync();

        Assert.Equal(Mails.Make(1), Assert.Single(destination.Items).Bytes);
        Assert.Equal(ItemMappingOutcome.NothingToMap, Assert.Single(await ImportedAsync(rig)).Mapping!.Outcome);
    }

    [Fact]
    public async Task An_item_that_is_not_understood_arrives_byte_for_byte_and_is_listed_with_the_reason()
    {
        await using var rig = new Rig(WithRule);
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, "no item at all");
        source.AddItem(inbox, Mails.Make(1));

        await rig.RunAsync();

        Assert.Contains(destination.Items, item => item.Text == "no item at all");
        var user = rig.Engine.Catalog.GetUsers("Merger").Single();
        List<LedgerItem> notMapped = [];
        await foreach (var item in rig.Engine.GetNotMappedItemsAsync(user, default))
        {
            notMapped.Add(item);
        }

        Assert.Equal(ItemMappingOutcome.NotMapped, Assert.Single(notMapped).Mapping!.Outcome);
        Assert.NotEmpty(notMapped[0].Mapping!.Reason!);
        var report = await rig.Engine.GetReportAsync("Merger", default);
        Assert.Equal((1, 1, true), (report.Totals.MappedItemCount, report.Totals.NotMappedItemCount, report.HasMapping));
        Assert.Equal(notMapped[0].Key, Assert.Single(report.NotMappedItems).Item.Key);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_run_copies_no_mapped_item_again_even_if_all_records_are_lost(bool recordsAreLost)
    {
        await using var rig = new Rig(WithRule);
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 30; number++)
        {
            source.AddItem(inbox, Mails.Make(number, (ItemShape)(number % Enum.GetValues<ItemShape>().Length)));
        }

        await rig.RunAsync();
        Assert.True((await rig.StatisticsAsync()).MappedItemCount > 20);
        if (recordsAreLost)
        {
            var user = rig.Engine.Catalog.GetUsers("Merger").Single();
            rig.Engine.Catalog.RemoveUser(user.Id);
            rig.Engine.Catalog.AddUsers("Merger", [user with { Id = 0 }]);
        }

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal((30, 30), (destination.ImportCount, destination.Items.Count));
    }

    [Fact]
    public async Task Distinguished_names_met_are_counted_once_though_an_import_had_to_be_repeated()
    {
        await using var rig = new Rig(WithRule);
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 5; number++)
        {
            source.AddItem(inbox, Mails.Make(number));
        }

        var failures = 0;
        destination.OnImport = _ => Interlocked.Increment(ref failures) <= 3
            ? throw new MigrationException(ErrorIds.ServiceUnavailable, MigrationErrorKind.Service, "503") { IsTransient = true }
            : Task.CompletedTask;

        await rig.RunAsync();

        var collector = new LegacyAddressCollector();
        using var mapper = new AddressMapper(AddressMap.Parse(Mails.Rule), observer: collector);
        for (var number = 0; number < 5; number++)
        {
            mapper.Map(Mails.Make(number), out _);
        }

        var met = await rig.Engine.GetLegacyAddressesAsync("Merger", default);
        Assert.NotEmpty(met);
        Assert.Equal(
            collector.ToList().Select(address => (address.LegacyDn.ToUpperInvariant(), address.Count, address.UnmappedCount, address.SmtpAddress)),
            met.Select(address => (address.LegacyDn.ToUpperInvariant(), address.Count, address.UnmappedCount, address.SmtpAddress)));
        Assert.All(met, address => Assert.InRange(address.ItemCount, 1, 5));
    }

    [Fact]
    public async Task Recipients_of_the_project_are_enough_to_map_by()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var item = Mails.Make(1);
        source.AddItem(source.AddFolder("Inbox"), item);
        var collector = new LegacyAddressCollector();
        using (var mapper = new AddressMapper(AddressMap.Empty, observer: collector))
        {
            mapper.Map(item, out _);
        }

        var dn = collector.ToList()[0].LegacyDn;
        rig.Engine.Catalog.AddRecipients("Merger", [new MigrationRecipient { Project = "Merger", LegacyExchangeDN = dn, PrimarySmtpAddress = "new@fabrikam.example" }]);

        await rig.RunAsync();

        Assert.NotEqual(item, Assert.Single(destination.Items).Bytes);
        Assert.Equal(1, (await rig.StatisticsAsync()).MappedItemCount);
        Assert.Equal(0, (await rig.Engine.GetLegacyAddressesAsync("Merger", default)).Single(address => address.LegacyDn.Equals(dn, StringComparison.OrdinalIgnoreCase)).UnmappedCount);
    }

    internal static async Task<List<LedgerItem>> ImportedAsync(Rig rig)
    {
        List<LedgerItem> items = [];
        await foreach (var item in rig.Engine.GetItemsAsync(rig.Engine.Catalog.GetUsers("Merger").Single(), Disposition.Imported, default))
        {
            items.Add(item);
        }

        return items;
    }
}

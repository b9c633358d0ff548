using ArchiveMigration.Engine.Passes.Mapping;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Tests.Passes.Mapping;

public sealed class LegacyAddressesMetTests
{
    [Fact]
    public void Names_are_counted_by_item_without_case()
    {
        var met = new LegacyAddressesMet();
        met.Met("/o=X/cn=a", default, isMapped: false);
        met.Met("/O=X/CN=A", "a@x.example", isMapped: true);
        met.Met("/o=X/cn=b", default, isMapped: true);

        var first = met.Take(isItemMapped: true);
        met.Met("/o=x/cn=B", default, isMapped: true);
        var second = met.Take(isItemMapped: true);

        Assert.Equal([new LegacyAddress("/o=X/cn=a", 2, 1, "a@x.example"), new LegacyAddress("/o=X/cn=b", 1, 0, null)], first);
        Assert.Equal([new LegacyAddress("/o=X/cn=b", 1, 0, null)], second);
        Assert.Empty(met.Take(isItemMapped: true));
    }

    [Fact]
    public void In_an_item_that_is_not_mapped_every_name_stays()
    {
        var met = new LegacyAddressesMet();
        met.Met("/o=X/cn=a", default, isMapped: true);

        Assert.Equal(1, Assert.Single(met.Take(isItemMapped: false)).UnmappedCount);
    }

    [Fact]
    public void An_item_with_endless_names_fills_no_memory()
    {
        var met = new LegacyAddressesMet();
        for (var number = 0; number < 3 * LegacyAddressesMet.MostInOneItem; number++)
        {
            met.Met($"/o=X/cn={number}", default, isMapped: false);
        }

        Assert.Equal(LegacyAddressesMet.MostInOneItem, met.Take(isItemMapped: false).Count);
    }

    [Fact]
    public void Names_met_before_allocate_nothing_but_the_answer()
    {
        var met = new LegacyAddressesMet();
        met.Met("/o=X/cn=a", "a@x.example", isMapped: true);
        met.Take(isItemMapped: true);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 1000; count++)
        {
            met.Met("/o=X/cn=a", "a@x.example", isMapped: true);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

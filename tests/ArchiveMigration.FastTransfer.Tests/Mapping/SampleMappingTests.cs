using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.FastTransfer.Tests.Samples;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

public class SampleMappingTests
{
    [Fact]
    public void The_sample_before_becomes_exactly_the_sample_after()
    {
        var result = Mapped.Becomes(SelfMadeItem.After, SelfMadeItem.Before);

        Assert.Equal(0, result.LeftCount);
        Assert.Equal(SelfMadeItem.After.Length, result.Length);
    }

    [Fact]
    public void Without_rules_an_item_keeps_its_bytes()
    {
        Mapped.Stays(SelfMadeItem.Before, map: AddressMap.Empty);
        Mapped.Stays(SelfMadeItem.After);
    }

    [Fact]
    public void There_and_back_restores_the_content()
    {
        var there = Mapped.Map(SelfMadeItem.After, AddressMap.Parse("@new-tenant.example.org->@x.example")).Item;
        var (result, back) = Mapped.Map(there, AddressMap.Parse("@x.example->@new-tenant.example.org"));

        Assert.Equal(MappingOutcome.Mapped, result.Outcome);
        Assert.Equal(Records.Inner(SelfMadeItem.After), Records.Inner(back));
    }

    [Fact]
    public void An_item_cut_short_anywhere_stays_as_it_is()
    {
        using var mapper = new AddressMapper(Mapped.SourceToTarget);
        for (var length = 0; length < SelfMadeItem.Before.Length; length++)
        {
            ReadOnlyMemory<byte> item = SelfMadeItem.Before.AsMemory(0, length);

            var result = mapper.Map(item, out var mapped);

            Assert.Equal(MappingOutcome.NotMapped, result.Outcome);
            Assert.NotNull(result.Reason);
            Assert.True(mapped.Equals(item));
        }
    }

    [Fact]
    public void Beginnings_that_Microsoft_published_stay_as_they_are()
    {
        byte[][] items =
        [
            DocumentationItems.ExchangeOnline, DocumentationItems.ExchangeOnlineImport, DocumentationItems.Exchange2010,
            DocumentationItems.Exchange2010Upload, DocumentationItems.Exchange2010SecondUpload,
        ];
        foreach (var item in items)
        {
            var (result, mapped) = Mapped.Map(item);

            Assert.Equal(MappingOutcome.NotMapped, result.Outcome);
            Assert.Contains("ends inside", result.Reason, StringComparison.Ordinal);
            Assert.Equal(item, mapped);
        }
    }

    [Fact]
    public void Allocates_the_same_for_an_item_however_many_properties_it_has()
    {
        Action<FastTransferWriter>[] sender = [Build.Text(0x0C1E, "SMTP"), Build.Text(0x0C1F, "a@src.example"), Build.Bytes(0x0C1D, Blobs.Key("SMTP:A@SRC.EXAMPLE"))];
        var recipient = Build.Recipient(Build.Text(0x3001, "a@src.example"), Build.Bytes(0x0FFF, Blobs.OneOff("a@src.example", "a@src.example")));
        var small = Build.Item([.. sender, recipient]);
        var large = Build.Item([.. sender, .. Enumerable.Repeat(recipient, 200)]);
        var larger = Build.Item([.. sender, .. Enumerable.Repeat(recipient, 800)]);
        using var mapper = new AddressMapper(Mapped.SourceToTarget);

        Assert.Equal(0, Allocated(mapper, small));
        Assert.Equal(Allocated(mapper, large), Allocated(mapper, larger));
        Assert.InRange(Allocated(mapper, larger), 0, 1_000);
        Assert.Equal(0, Allocated(mapper, SelfMadeItem.After));
    }

    private static long Allocated(AddressMapper mapper, byte[] item) => Allocation.Least(() => mapper.Map(item, out _));
}

using System.Globalization;
using System.Security.Cryptography;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Sandbox.Tests.Items;

public class ItemFactoryTests
{
    /// <summary>Each shape in each size, lean ones, full ones, some with a file.</summary>
    public static TheoryData<ItemShape, long> ShapesAndSizes
    {
        get
        {
            var data = new TheoryData<ItemShape, long>();
            foreach (var shape in Enum.GetValues<ItemShape>())
            {
                foreach (var size in new long[] { 0, 1_000, 3_000, 7_000, 10_000, 40_000, 300_000 })
                {
                    data.Add(shape, size);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ShapesAndSizes))]
    public void Every_item_is_what_its_description_says(ItemShape shape, long size)
    {
        for (var number = 0; number < 12; number++)
        {
            var recipe = ItemRecipe.For(7, number, shape, size);
            var facts = ItemFactory.Describe(recipe);

            var summary = ItemSummary.Read(MadeItem.Write(recipe));

            Assert.Equal(facts.MessageClass, summary.MessageClass);
            Assert.Equal(facts.Subject, summary.Subject);
            Assert.Equal(facts.SearchKey!.Value.ToArray(), summary.SearchKey.ToArray());
            Assert.Equal(facts.DeliveryTime, summary.DeliveryTime);
            Assert.Equal((facts.MessageId, facts.Submitted), (summary.MessageId, summary.SubmitTime));
            Assert.Equal(facts.LastModified, summary.LastModified);
            Assert.Equal(TimeSpan.Zero, facts.Created.Offset);
            Assert.True(facts.Created <= facts.LastModified);
            Assert.InRange(facts.Size, size * 8 / 10, size);
        }
    }

    [Theory]
    [MemberData(nameof(ShapesAndSizes))]
    public void Items_are_as_long_as_asked_unless_that_is_too_little_for_any(ItemShape shape, long size)
    {
        for (var number = 0; number < 12; number++)
        {
            var length = MadeItem.Write(ItemRecipe.For(8, number, shape, size)).Length;

            Assert.InRange(length, size - 2, Math.Max(size + 1_000, 14_000));
            Assert.True(size > 3_000 || length < 5_000, $"{length} bytes instead of {size}");
        }
    }

    [Theory]
    [InlineData(ItemShape.Mail, 20_000_000)]
    [InlineData(ItemShape.MailWithAttachments, 150_000_000)]
    [InlineData(ItemShape.MailWithEmbedded, 20_000_000)]
    [InlineData(ItemShape.Contact, 20_000_000)]
    public void Large_items_are_never_whole_in_memory(ItemShape shape, long size)
    {
        var recipe = ItemRecipe.For(1, 1, shape, size);
        MadeItem.Write(recipe with { Size = 10_000 });
        var inspector = new InspectingStream();
        var before = GC.GetAllocatedBytesForCurrentThread();

        ItemFactory.Write(recipe, inspector);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
        Assert.InRange(inspector.Complete().Length, size, size + (size / 1000));
    }

    [Fact]
    public void The_same_recipe_gives_the_same_bytes_and_another_seed_gives_others()
    {
        foreach (var shape in Enum.GetValues<ItemShape>())
        {
            var recipe = ItemRecipe.For(5, 3, shape, 20_000);

            Assert.Equal(MadeItem.Write(recipe), MadeItem.Write(recipe));
            Assert.NotEqual(MadeItem.Write(recipe), MadeItem.Write(ItemRecipe.For(5, 4, shape, 20_000)));
            Assert.NotEqual(MadeItem.Write(recipe), MadeItem.Write(ItemRecipe.For(6, 3, shape, 20_000)));
        }
    }

    // Recorded when the recipes were first used: what was made of a seed once is made of it for good.
    [Theory]
    [InlineData(ItemShape.Mail, "0860C433005A7CA8")]
    [InlineData(ItemShape.MailWithAttachments, "364D6870AE9B72C6")]
    [InlineData(ItemShape.MailWithEmbedded, "17F4BB56730172A2")]
    [InlineData(ItemShape.MeetingRequest, "6B13A3A819F006DD")]
    [InlineData(ItemShape.Appointment, "E870A6B69ED871A0")]
    [InlineData(ItemShape.RecurringAppointment, "607880940416AA54")]
    [InlineData(ItemShape.Contact, "EF26986562E60A97")]
    [InlineData(ItemShape.DistributionList, "45F525C5FAE36F98")]
    [InlineData(ItemShape.Task, "6AF748F665D0E5D7")]
    [InlineData(ItemShape.Journal, "BEA8F91713C22628")]
    [InlineData(ItemShape.StickyNote, "2490F206F8180482")]
    [InlineData(ItemShape.Post, "B932C8AA21695366")]
    [InlineData(ItemShape.Unknown, "AC6A14D04753ED45")]
    public void Items_stay_what_they_were(ItemShape shape, string expected)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var number = 0; number < 20; number++)
        {
            hash.AppendData(MadeItem.Write(ItemRecipe.For(2024, number, shape, 1_000 * number)));
        }

        Assert.Equal(expected, Convert.ToHexString(hash.GetHashAndReset())[..16]);
    }

    [Fact]
    public void Under_retention_policies_a_third_of_the_items_has_tags_and_all_else_is_the_same()
    {
        var tagged = 0;
        for (var number = 0; number < 100; number++)
        {
            var recipe = ItemRecipe.For(2024, number, ItemShape.Mail, 20_000);
            var (without, with) = (PropertiesOf(recipe), PropertiesOf(recipe with { IsUnderRetention = true }));

            Assert.DoesNotContain(without, IsTag);
            Assert.Equal(without.Select(Shown), with.Where(property => !IsTag(property)).Select(Shown));
            tagged += with.Exists(IsTag) ? 1 : 0;
        }

        Assert.InRange(tagged, 20, 50);

        static List<ItemProperty> PropertiesOf(ItemRecipe recipe) => [.. FastTransferItem.Read(MadeItem.Write(recipe)).Message.Properties];

        static bool IsTag(ItemProperty property) => property.Tag.Id is >= 0x3018 and <= 0x301F;

        // Bodies fill what is left of the size.
        static string Shown(ItemProperty property) => property.Tag.Id is 0x1000 or 0x1009 or 0x1013 ? property.ToString()
            : $"{property}: {string.Join(' ', property.Values.Select(value => Convert.ToHexString(value.Span)))}";
    }

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    public void Items_do_not_depend_on_the_culture_of_the_machine(string culture)
    {
        var recipes = Enum.GetValues<ItemShape>().Select(shape => ItemRecipe.For(5, 3, shape, 20_000)).ToList();
        var expected = recipes.Select(MadeItem.Write).ToList();
        var current = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

            Assert.Equal(expected, recipes.Select(MadeItem.Write));
        }
        finally
        {
            CultureInfo.CurrentCulture = current;
        }
    }

    [Fact]
    public void A_search_key_can_be_missing_or_that_of_another_item()
    {
        var original = ItemRecipe.For(1, 1, ItemShape.Mail, 9_000);
        var copy = ItemRecipe.For(1, 2, ItemShape.Mail, 9_000) with { SearchKeySeed = original.Seed };
        var without = original with { HasNoSearchKey = true };

        Assert.Equal(ItemSummary.Read(MadeItem.Write(original)).SearchKey.ToArray(), ItemSummary.Read(MadeItem.Write(copy)).SearchKey.ToArray());
        Assert.NotEqual(MadeItem.Write(original), MadeItem.Write(copy));
        Assert.True(ItemSummary.Read(MadeItem.Write(without)).SearchKey.IsEmpty);
        Assert.Null(ItemFactory.Describe(without).SearchKey);
    }

    [Fact]
    public void Search_keys_do_not_collide()
    {
        var keys = Enumerable.Range(0, 20_000)
            .Select(number => Convert.ToHexString(ItemFactory.Describe(ItemRecipe.For(3, number, ItemShape.Task, 1_000)).SearchKey!.Value.Span));

        Assert.Equal(20_000, keys.Distinct().Count());
    }

    [Theory]
    [InlineData(ItemCulture.German, "[äöüßÄÖÜé]|Quartal|Sitzung")]
    [InlineData(ItemCulture.Japanese, @"[\u3040-\u30FF\u4E00-\u9FFF]")]
    [InlineData(ItemCulture.Arabic, @"[\u0600-\u06FF]")]
    [InlineData(ItemCulture.English, "^[^\u0600-\u06FF\u3040-\u30FF]+$")]
    public void Items_speak_the_language_asked_for(ItemCulture culture, string pattern)
    {
        var subjects = Enumerable.Range(0, 200)
            .Select(number => ItemFactory.Describe(ItemRecipe.For(3, number, ItemShape.Appointment, 1_000) with { Culture = culture }).Subject!)
            .Distinct()
            .ToList();

        Assert.InRange(subjects.Count(subject => System.Text.RegularExpressions.Regex.IsMatch(subject, pattern)), subjects.Count / 3, subjects.Count);
        Assert.Contains(subjects, subject => subject.Contains("🎉", StringComparison.Ordinal));
    }

    [Fact]
    public void Parts_have_their_properties_in_order_and_each_once()
    {
        foreach (var part in AllShapes().SelectMany(item => MadeItem.Parts(item.Message)))
        {
            // What comes first in recipients and embedded messages and at attachments is not sorted.
            var ids = part.Properties.Where(property => property.Tag.Value is not (0x30000003 or 0x0E210003 or 0x674A0014)).Select(property => property.Tag.Id).ToList();
            Assert.Equal(ids.Order(), ids);
            Assert.Equal(ids.Distinct(), ids);
            var names = part.Properties.Select(property => property.Name).OfType<PropertyName>().ToList();
            Assert.Equal(names.Distinct(), names);
        }
    }

    [Fact]
    public void Messages_begin_with_the_importance_as_those_of_Exchange_Online() =>
        Assert.All(AllShapes(), item => Assert.Equal(0x00170003u, item.Message.Properties[0].Tag.Value));

    [Fact]
    public void Refuses_sizes_beyond_measure()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemFactory.Write(new ItemRecipe(1, ItemShape.Mail, -1), Stream.Null));
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemFactory.Describe(new ItemRecipe(1, ItemShape.Mail, ItemRecipe.MaximumSize + 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemFactory.Write(new ItemRecipe(1, (ItemShape)99, 1), Stream.Null));
    }

    private static IEnumerable<FastTransferItem> AllShapes() =>
        from shape in Enum.GetValues<ItemShape>()
        from number in Enumerable.Range(0, 20)
        select FastTransferItem.Read(MadeItem.Write(ItemRecipe.For(11, number, shape, 2_000 * number)));

    private sealed class InspectingStream : Stream
    {
        private readonly ItemInspector inspector = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public ItemSummary Complete() => inspector.Complete();

        public override void Write(byte[] buffer, int offset, int count) => inspector.Push(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

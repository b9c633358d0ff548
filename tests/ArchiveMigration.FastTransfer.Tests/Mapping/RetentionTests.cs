using System.Numerics;
using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.FastTransfer.Tests.Models;
using FsCheck;
using FsCheck.Fluent;
using static ArchiveMigration.FastTransfer.Tests.Mapping.Build;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

/// <summary>Retention properties, which are taken out only when asked.</summary>
public class RetentionTests
{
    private const string Old = "bob@src.example";
    private const string New = "bob@new-tenant.example.org";
    private const int All = (1 << RetentionProperties.Count) - 1;

    private static readonly AddressMapperOptions Asked = new() { RemoveRetentionTags = true };

    [Fact]
    public void They_stay_unless_asked() => Mapped.Stays(Item(Tags(All)));

    [Fact]
    public void Any_of_them_go_and_nothing_else_whatever_stands_between()
    {
        for (var present = 0; present <= All; present++)
        {
            var item = Item([.. Around(present)]);

            var result = Becomes(Item([.. Around(0)]), item, AddressMap.Empty);

            Assert.Equal((BitOperations.PopCount((uint)present), 0, 0), (result.RemovedCount, result.AddressCount, result.LeftCount));
            Assert.Equal(present == 0 ? MappingOutcome.NothingToMap : MappingOutcome.Mapped, result.Outcome);
        }
    }

    [Fact]
    public void They_go_and_addresses_change_at_once()
    {
        byte[] Make(string person, int present) => Item(Tags(present & 0x0F), Text(0x0C1F, person), Tags(present & 0xF0), Recipient(Text(0x3003, person)));

        var result = Becomes(Make(New, 0), Make(Old, All), Mapped.SourceToTarget);

        Assert.Equal((2, RetentionProperties.Count), (result.AddressCount, result.RemovedCount));
        Assert.Equal("Mapped (2 addresses, 8 retention properties taken out)", result.ToString());
    }

    [Fact]
    public void Those_of_attached_messages_recipients_and_attachments_stay()
    {
        Action<FastTransferWriter>[] rest =
        [
            Recipient(Tags(All)),
            Attached(Tags(All), Recipient(Tags(All)), Attached(Tags(All))),
            writer =>
            {
                writer.StartAttachment(1);
                Tags(All)(writer);
                writer.EndAttachment();
            },
        ];

        Becomes(Item(rest), Item([Tags(All), .. rest]), AddressMap.Empty);
        Becomes(Item(rest), Item(rest), Mapped.SourceToTarget);
    }

    [Fact]
    public void A_large_item_loses_them_as_a_small_one_does()
    {
        Action<FastTransferWriter>[] rest = [Text(0x0C1F, Old), Text(0x1000, new string('b', 60_000)), Attached(Tags(All), Text(0x1000, new string('c', 60_000)))];

        Becomes(Item(rest), Item([.. rest[..1], Tags(All), .. rest[1..]]), AddressMap.Empty);
    }

    [Theory]
    [InlineData(0x3018_0048u)]
    [InlineData(0x3019_84B0u)]
    [InlineData(0x301A_0014u)]
    [InlineData(0x301C_0102u)]
    [InlineData(0x3017_0003u)]
    [InlineData(0x3020_0102u)]
    public void Another_type_or_number_is_another_property(uint tag)
    {
        var item = Item(Property(new(tag)));

        Becomes(item, item, AddressMap.Empty);
    }

    [Fact]
    public void Twice_or_too_large_they_are_not_understood_and_the_item_stays_as_it_is()
    {
        var twice = Item(Tags(1), Tags(1), Text(0x0C1F, Old));
        var large = Item(Bytes(0x3019, new byte[(1 << 20) + 1]), Text(0x0C1F, Old));

        foreach (var (item, reason) in new[] { (twice, "twice"), (large, "0x30190102") })
        {
            var (result, mapped) = Mapped.Map(item, options: Asked);

            Assert.Equal((MappingOutcome.NotMapped, 0), (result.Outcome, result.RemovedCount));
            Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
            Assert.Equal(item, mapped);
        }
    }

    [Fact]
    public void Without_rules_nothing_else_can_hold_the_item_back()
    {
        // Twice the same address: with rules this would not be understood.
        Becomes(Item(Text(0x0C1F, Old), Text(0x0C1F, Old)), Item(Text(0x0C1F, Old), Text(0x0C1F, Old), Tags(All)), AddressMap.Empty);
    }

    [Fact]
    public void Items_of_every_construct_lose_theirs_and_keep_all_else() => Prop
        .ForAll(ItemGenerator.Items, Gen.Choose(0, All).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (model, present, seed) =>
        {
            // All attached messages have all of them.
            var inside = model with { Attachments = [.. model.Attachments.Select(attachment => attachment with { EmbeddedMessage = Tagged(attachment.EmbeddedMessage, All, seed) })] };
            var tagged = ModelWriter.Write(Tagged(inside, present, seed)!);

            var (result, mapped) = Mapped.Map(tagged, AddressMap.Empty, options: Asked);

            return (result.Outcome == MappingOutcome.Mapped) == (present != 0)
                && result.RemovedCount == BitOperations.PopCount((uint)present)
                && Records.Inner(ModelWriter.Write(inside)).AsSpan().SequenceEqual(Records.Inner(mapped))
                && Mapped.MapInPieces(tagged, left => 1 + (left % 29), AddressMap.Empty, options: Asked).Item.AsSpan().SequenceEqual(mapped);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void An_item_that_differs_in_any_byte_from_the_plan_is_found_out()
    {
        var item = Item(Tags(0x55), Text(0x0C1F, Old), Tags(0xAA), Text(0x1000, "body"));
        var planner = new AddressPlanner(Mapped.SourceToTarget, options: Asked);
        planner.Push(item);
        var plan = planner.Complete();
        var mapped = Mapped.Map(item, options: Asked).Item;
        var check = new MappedItemCheck();
        Assert.True(check.IsAsPlanned(item, mapped, plan));
        for (var at = 0; at < mapped.Length; at++)
        {
            mapped[at] ^= 1;
            Assert.False(check.IsAsPlanned(item, mapped, plan), $"byte {at}");
            mapped[at] ^= 1;
        }
    }

    [Fact]
    public void Another_item_is_never_taken_for_the_one_that_the_plan_was_made_of()
    {
        var item = Item(Tags(0x55), Text(0x0037, "subject"), Tags(0xAA), Text(0x1000, "body"));
        var planner = new AddressPlanner(AddressMap.Empty, options: Asked);
        planner.Push(item);
        var plan = planner.Complete();
        var mapped = Mapped.Map(item, AddressMap.Empty, options: Asked).Item;
        var check = new MappedItemCheck();
        Assert.True(check.IsAsPlanned(item, mapped, plan));
        for (var at = item.Length - Records.Inner(item).Length; at < item.Length; at++)
        {
            item[at] ^= 1;

            Assert.False(check.IsAsPlanned(item, mapped, plan), $"byte {at}");
            using var output = new MemoryStream();
            using var rewriter = new AddressRewriter(plan, output);
            rewriter.Push(item);
            Assert.True(rewriter.Complete().Outcome == MappingOutcome.NotMapped || !output.ToArray().AsSpan().SequenceEqual(mapped), $"byte {at}");

            item[at] ^= 1;
        }
    }

    private static AddressMapping Becomes(byte[] expected, byte[] item, AddressMap map)
    {
        var (result, mapped) = Mapped.Map(item, map, options: Asked);
        Assert.Equal(Trace.Of(expected), Trace.Of(mapped));
        Assert.Equal(expected, mapped);
        var (streamed, streamedItem) = Mapped.MapInPieces(item, left => 1 + (left % 13), map, options: Asked);
        Assert.Equal(result, streamed);
        Assert.Equal(expected, streamedItem);
        return result;
    }

    /// <summary>Each in its place among other properties.</summary>
    private static IEnumerable<Action<FastTransferWriter>> Around(int present)
    {
        for (var index = 0; index < RetentionProperties.Count; index++)
        {
            yield return Text(0x0037, "subject");
            yield return Tags(present & (1 << index));
            yield return Bytes(0x3013, [1, 2, 3]);
        }
    }

    private static Action<FastTransferWriter> Tags(int present) => writer =>
    {
        for (var index = 0; index < RetentionProperties.Count; index++)
        {
            if ((present & (1 << index)) != 0)
            {
                Property(RetentionProperties.All[index])(writer);
            }
        }
    };

    private static Action<FastTransferWriter> Property(PropertyTag tag) => writer =>
    {
        switch (tag.Type)
        {
            case 0x0003:
                writer.WriteFixed(tag, [0xFB, 9, 0, 0]);
                break;
            case 0x0014 or 0x0040:
                writer.WriteFixed(tag, [0, 0x80, 0x3E, 0xD5, 0xDE, 0xB1, 0x9D, 1]);
                break;
            case 0x0048:
                writer.WriteGuid(tag, Guid.Empty);
                break;
            case 0x84B0:
                writer.WriteString(tag, "Six years");
                break;
            default:
                writer.WriteVariable(tag, new byte[tag.Id == 0x301B ? 12 : 16]);
                break;
        }
    };

    /// <summary>The message with some of them, anywhere among its properties.</summary>
    private static MessageModel? Tagged(MessageModel? message, int present, int seed)
    {
        if (message is null)
        {
            return null;
        }

        var random = new Random(seed);
        List<PropertyModel> properties = [.. message.Properties];
        for (var index = 0; index < RetentionProperties.Count; index++)
        {
            var tag = RetentionProperties.All[index];
            var size = tag.Type switch { 0x0003 => 4, 0x0040 => 8, _ => random.Next(0, 40) };
            if ((present & (1 << index)) != 0)
            {
                properties.Insert(random.Next(properties.Count + 1), new PropertyModel(tag, null, false, [[.. Enumerable.Range(0, size).Select(value => (byte)value)]]));
            }
        }

        return message with { Properties = properties };
    }
}

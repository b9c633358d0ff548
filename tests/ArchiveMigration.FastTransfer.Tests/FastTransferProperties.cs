using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.FastTransfer.Tests.Models;
using FsCheck;
using FsCheck.Fluent;

namespace ArchiveMigration.FastTransfer.Tests;

/// <summary>What holds for every item, tried with many made at random.</summary>
public class FastTransferProperties
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(150);

    [Fact]
    public void What_the_writer_writes_the_reader_reads() => Check(
        (item, _) => SameMessage(item, FastTransferItem.Read(ModelWriter.Write(item)).Message));

    [Fact]
    public void The_writer_serialises_as_the_specification_says() => Check(
        (item, _) => ModelAtoms.Of(item).SelectMany(atom => atom.Bytes).SequenceEqual(Records.Inner(ModelWriter.Write(item))));

    [Fact]
    public void Input_may_be_cut_anywhere() => Check((item, random) =>
    {
        var bytes = ModelWriter.Write(item);
        var whole = Trace.Of(bytes);
        return whole.SequenceEqual(Trace.Of(bytes, _ => random.Next(1, 12)))
            && whole.SequenceEqual(Trace.Of(bytes, length => random.Next(1, length + 1)));
    });

    [Fact]
    public void Records_may_be_cut_between_atoms_and_inside_of_values() => Check((item, random) =>
    {
        var recut = Records.Join(ModelAtoms.Cut(item, random.Next));
        
        // The first line is the version in the header, which is not the model's matter.
        return Trace.Of(ModelWriter.Write(item)).Skip(1).SequenceEqual(Trace.Of(recut, length => random.Next(1, length + 1)).Skip(1));
    });

    [Fact]
    public void A_damaged_item_is_read_or_refused_and_nothing_else() => Check((item, random) =>
    {
        var bytes = ModelWriter.Write(item);
        var reader = new FastTransferReader();
        for (var round = 0; round < 20; round++)
        {
            var damaged = Damage(bytes, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                reader.Reset();
                ReadAll(reader, damaged, random);
            }
            catch (FastTransferFormatException)
            {
            }

            if (GC.GetAllocatedBytesForCurrentThread() - before > 64 * 1024)
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void The_tree_of_a_damaged_item_takes_no_more_memory_than_the_item_warrants() => Check((item, random) =>
    {
        var damaged = Damage(ModelWriter.Write(item), random);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            FastTransferItem.Read(damaged);
        }
        catch (FastTransferFormatException)
        {
        }

        // What costs most is a list of 16-bit numbers: an array and a place in a growing list for each two bytes.
        return GC.GetAllocatedBytesForCurrentThread() - before < (damaged.Length * 80L) + (64 * 1024);
    });

    [Fact]
    public void The_summary_is_the_same_however_the_item_arrives() => Check((item, random) =>
    {
        var bytes = ModelWriter.Write(item);
        var inspector = new ItemInspector();
        for (var rest = bytes.AsSpan(); !rest.IsEmpty;)
        {
            var size = random.Next(1, rest.Length + 1);
            inspector.Push(rest[..size]);
            rest = rest[size..];
        }

        var summary = inspector.Complete();
        return summary.Length == bytes.Length && summary with { SearchKey = default } == ItemSummary.Read(bytes) with { SearchKey = default };
    });

    private static void Check(Func<MessageModel, Random, bool> holds) =>
        Prop.ForAll(ItemGenerator.Items, ArbMap.Default.ArbFor<int>(), (item, seed) => holds(item, new Random(seed))).Check(Quick);

    private static byte[] Damage(byte[] item, Random random)
    {
        var damaged = item.ToArray();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            // Past the item's header and the first record's, where most damage would end at once.
            damaged[random.Next(70, damaged.Length)] = (byte)random.Next(256);
        }

        return random.Next(4) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
    }

    private static void ReadAll(FastTransferReader reader, ReadOnlySpan<byte> item, Random random)
    {
        while (!item.IsEmpty)
        {
            var size = random.Next(1, item.Length + 1);
            var input = item[..size];
            item = item[size..];
            while (reader.Read(ref input, out _) != FastTransferElement.None)
            {
            }
        }

        reader.Complete();
    }

    private static bool SameMessage(MessageModel expected, ItemMessage actual) =>
        SameProperties(expected.Properties, actual.Properties)
        && expected.Recipients.Count == actual.Recipients.Count
        && expected.Recipients.Zip(actual.Recipients).All(pair => SameProperties(pair.First.Properties, [.. pair.Second.Properties.Skip(1)]))
        && expected.Attachments.Count == actual.Attachments.Count
        && expected.Attachments.Zip(actual.Attachments).All(pair => SameAttachment(pair.First, pair.Second))
        && actual.Deleted.Count == (expected.DeletesRecipients ? 1 : 0) + (expected.DeletesAttachments ? 1 : 0);

    private static bool SameAttachment(AttachmentModel expected, ItemAttachment actual) =>
        SameProperties(expected.Properties, [.. actual.Properties.Skip(1)])
        && (expected.EmbeddedMessage is null
            ? actual.EmbeddedMessage is null
            : actual.EmbeddedMessage is not null && SameMessage(expected.EmbeddedMessage, actual.EmbeddedMessage));

    private static bool SameProperties(IReadOnlyList<PropertyModel> expected, IReadOnlyList<ItemProperty> actual) =>
        expected.Count == actual.Count
        && expected.Zip(actual).All(pair =>
            pair.First.Tag == pair.Second.Tag
            && pair.First.Name == pair.Second.Name
            && pair.First.IsMultiple == pair.Second.IsMultiple
            && pair.First.Values.Count == pair.Second.Values.Count
            && pair.First.Values.Zip(pair.Second.Values).All(values => values.Second.Span.SequenceEqual(values.First)));
}

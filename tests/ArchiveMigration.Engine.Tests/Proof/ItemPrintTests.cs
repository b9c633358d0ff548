using ArchiveMigration.Engine.Proof.Content;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Engine.Tests.Proof;

/// <summary>What counts as the same content, property by property.</summary>
public sealed class ItemPrintTests
{
    private static readonly Guid Set = new("00062008-0000-0000-C000-000000000046");

    [Fact]
    public void What_an_import_sets_anew_and_how_a_mailbox_numbers_names_is_no_difference()
    {
        var source = Print(Item(
            writer => writer.WriteString(new(0x003784B0), "Hello"),
            writer => writer.WriteTime(new(0x30070040), DateTimeOffset.UnixEpoch),
            writer => writer.WriteTime(new(0x30080040), DateTimeOffset.UnixEpoch),
            writer => writer.WriteVariable(new(0x65E20102), [1, 2, 3]),
            writer => writer.WriteInt32(new(0x8123, 0x0003), 7, new PropertyName(Set, 0x8501u))));
        var destination = Print(Item(
            writer => writer.WriteInt32(new(0x9FFF, 0x0003), 7, new PropertyName(Set, 0x8501u)),
            writer => writer.WriteVariable(new(0x65E20102), [4]),
            writer => writer.WriteTime(new(0x30070040), DateTimeOffset.UnixEpoch.AddDays(1)),
            writer => writer.WriteInt32(new(0x0E080003), 4711),
            writer => writer.WriteString(new(0x0037001F), "Hello")));

        Assert.True(source.IsSame(destination));
    }

    [Fact]
    public void Each_difference_is_named_and_no_value_is_told()
    {
        var source = Print(Item(
            writer => writer.WriteString(new(0x003784B0), "Secret"),
            writer => writer.WriteString(new(0x100084B0), "body"),
            Recipient("anna"),
            Recipient("ben")));
        var destination = Print(Item(
            writer => writer.WriteString(new(0x003784B0), "Changed"),
            writer => writer.WriteInt32(new(0x8123, 0x0003), 7, new PropertyName(Set, "Colour")),
            Recipient("anna"),
            Recipient("bert")));

        Assert.False(source.IsSame(destination));
        Assert.Equal(
            "0x0037001F differs, 0x1000001F is missing, recipient 2/0x3001001F differs, {00062008-0000-0000-c000-000000000046}/Colour is new.",
            source.DescribeDifference(destination));
    }

    [Fact]
    public void A_recipients_entry_id_is_content_and_its_row_number_is_not()
    {
        static Action<FastTransferWriter> With(int row, byte entry) => writer =>
        {
            writer.StartRecipient(row);
            writer.WriteVariable(new(0x0FFF0102), [entry]);
            writer.EndRecipient();
        };

        Assert.True(Print(Item(With(0, 1))).IsSame(Print(Item(With(5, 1)))));
        Assert.False(Print(Item(With(0, 1))).IsSame(Print(Item(With(0, 2)))));
    }

    [Fact]
    public void Values_are_compared_however_the_bytes_are_cut()
    {
        var item = Item(writer => writer.WriteVariable(new(0x37010102), new byte[100_000]), Recipient("anna"));
        using var printer = new ItemPrinter();
        foreach (var piece in item.Chunk(7))
        {
            printer.Push(piece);
        }

        Assert.True(Print(item).IsSame(printer.Complete()));
    }

    [Fact]
    public void Many_values_are_not_taken_for_others_that_join_to_the_same_bytes()
    {
        static Action<FastTransferWriter> Values(params byte[][] values) => writer => writer.WriteMultiple(new(0x66821102 & 0x00FFFFFF | 0x30000000), [.. values.Select(value => (ReadOnlyMemory<byte>)value)]);

        Assert.False(Print(Item(Values([1, 2], [3]))).IsSame(Print(Item(Values([1], [2, 3])))));
    }

    [Fact]
    public void What_is_not_understood_is_the_same_only_byte_for_byte()
    {
        Assert.True(Print([1, 2, 3]).IsSame(Print([1, 2, 3])));
        Assert.False(Print([1, 2, 3]).IsSame(Print([1, 2, 4])));
        Assert.Equal("The content at the destination is not an item as Exchange is known to export it.", Print(Item()).DescribeDifference(Print([1, 2])));
    }

    private static Action<FastTransferWriter> Recipient(string name) => writer =>
    {
        writer.StartRecipient(0);
        writer.WriteString(new(0x300184B0), name);
        writer.EndRecipient();
    };

    private static byte[] Item(params Action<FastTransferWriter>[] parts)
    {
        using var output = new MemoryStream();
        using (var writer = new FastTransferWriter(output))
        {
            writer.WriteInt32(new(0x00170003), 1);
            Array.ForEach(parts, part => part(writer));
            writer.Complete();
        }

        return output.ToArray();
    }

    private static ItemPrint Print(byte[] item)
    {
        using var printer = new ItemPrinter();
        printer.Push(item);
        return printer.Complete();
    }
}

using System.Diagnostics;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Msg;

namespace ArchiveMigration.Sandbox.Tests.Msg;

/// <summary>Whatever happens to a file, it is either refused with a reason or gives an item that a strict reader takes.</summary>
public class MsgDamageTests
{
    private static readonly byte[] Whole = Sample();

    [Fact]
    public void A_file_cut_off_anywhere_is_refused_or_has_lost_nothing()
    {
        byte[] item = ItemOf(Whole)!;
        int refused = 0;
        for (int length = 0; length < Whole.Length; length += 97)
        {
            if (ItemOf(Whole[..length]) is { } survivor)
            {
                Assert.Equal(item, survivor);
            }
            else
            {
                refused++;
            }
        }

        Assert.True(refused > Whole.Length / 97 / 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_damage_never_does_worse_than_a_refusal(int seed)
    {
        var random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 1_000; round++)
        {
            byte[] bytes = [.. Whole];
            for (int i = random.Next(1, 6); i > 0; i--)
            {
                Damage(bytes, random);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            refused += ItemOf(bytes) is null ? 1 : 0;
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 * Whole.Length);
            Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 10);
        }

        Assert.InRange(refused, 100, 1_000);
    }

    private static void Damage(byte[] bytes, Random random)
    {
        // The structures that lead somewhere lie in the header and at the end; a third of the blows goes there.
        int at = random.Next(3) switch
        {
            0 => random.Next(512),
            1 => bytes.Length - 1 - random.Next(6 * 512),
            _ => random.Next(bytes.Length),
        };
        uint value = random.Next(3) switch { 0 => uint.MaxValue - (uint)random.Next(6), 1 => (uint)random.Next(300), _ => (uint)random.Next() };
        BitConverter.GetBytes(value).CopyTo(bytes, Math.Min(at, bytes.Length - 4) & ~3);
    }

    private static byte[]? ItemOf(byte[] bytes)
    {
        try
        {
            using MsgFile file = MsgFile.Open(new MemoryStream(bytes, writable: false));
            _ = MsgSummary.Of(file);
            using var item = new MemoryStream();
            MsgToFastTransfer.Write(file, item);
            Assert.NotNull(FastTransferItem.Read(item.ToArray()));
            return item.ToArray();
        }
        catch (MsgFormatException)
        {
            return null;
        }
    }

    private static byte[] Sample()
    {
        MsgBuilder builder = MsgBuilder.Mail("Damage");
        ushort header = builder.Name(new Guid("00020386-0000-0000-C000-000000000046"), "x-mailer");
        builder.Message.Unicode(header, "Outlook").Unicode(0x1000, new string('x', 3_000)).String8(0x0070, "Damage"u8.ToArray()).Unicodes(0x7001, "a", "b");
        builder.Message.Recipient().Unicode(0x3001, "Anna").Unicode(0x3003, "anna@contoso.example");
        builder.Message.Attachment().Binary(0x3701, CompoundFileTests.Content(9_000));
        builder.Message.Attachment().Embedded().Unicode(0x0037, "inner").Attachment().Binary(0x3701, CompoundFileTests.Content(700));
        return builder.Build();
    }
}

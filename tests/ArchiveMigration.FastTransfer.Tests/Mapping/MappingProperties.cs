using System.Buffers.Binary;
using System.Text;
using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.FastTransfer.Tests.Models;
using ArchiveMigration.FastTransfer.Tests.Samples;
using FsCheck;
using FsCheck.Fluent;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

/// <summary>What holds for every item, however it is cut and whatever is broken in it.</summary>
public class MappingProperties
{
    private const string Old = "src.example";
    private const string New = "new-tenant.example.org";

    private static readonly AddressDirectory Directory = new([new(RichItem.Dn + "2", "eve@" + Old)]);

    [Fact]
    public void A_large_item_with_addresses_everywhere_is_mapped_and_restored()
    {
        var item = RichItem.Of(Old);
        Mapped.Becomes(RichItem.Of(New), item);

        var back = Mapped.Map(RichItem.Of(New), AddressMap.Parse($"@{New}->@{Old}")).Item;
        Assert.Equal(Records.Inner(item), Records.Inner(back));
        Assert.True(Records.Split(back).All(record => record.Payload.Length is > 0 and <= 31_680));
    }

    [Fact]
    public void The_result_does_not_depend_on_the_records_or_the_pieces_the_item_comes_in()
    {
        var random = new Random(3);
        var expected = Mapped.Map(RichItem.Of(Old), directory: Directory).Item;
        foreach (var item in new[] { RichItem.Of(Old), RichItem.Of(Old, isLarge: false) })
        {
            var whole = Mapped.Map(Records.Join(Records.Inner(item)), directory: Directory);
            for (var i = 0; i < 40; i++)
            {
                var recut = Records.Join(Cut(item, random));
                Assert.Equal(whole.Item, Mapped.Map(recut, directory: Directory).Item);
                Assert.Equal(whole.Item, Mapped.MapInPieces(recut, left => random.Next(1, left < 1_000 || i % 4 == 0 ? 50 : 40_000), directory: Directory).Item);
            }
        }

        var directory = new AddressDirectory([new(RichItem.Dn + "2", "eve@" + New)]);
        Assert.Equal(Mapped.Map(RichItem.Of(New), AddressMap.Empty, directory).Item, expected);
    }

    [Fact]
    public void Items_of_every_construct_without_addresses_keep_their_bytes() => Prop
        .ForAll(ItemGenerator.Items, model =>
        {
            var item = ModelWriter.Write(model);
            var (result, mapped) = Mapped.Map(item, AddressMap.Parse("@a.example->@b.example"));
            return result.Outcome != MappingOutcome.Mapped && item.AsSpan().SequenceEqual(mapped);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void A_damaged_item_is_mapped_in_its_addresses_or_not_at_all()
    {
        var random = new Random(20);
        byte[][] originals = [RichItem.Of(Old, isLarge: false), SelfMadeItem.Before];
        using var mapper = new AddressMapper(Mapped.SourceToTarget, Directory);
        var outcomes = new int[3];
        for (var i = 0; i < 6_000; i++)
        {
            var item = Damage(originals[i % 2], random, i % 3 == 0);
            var copy = item.ToArray();

            var result = mapper.Map(item, out var mapped);

            outcomes[(int)result.Outcome]++;
            Assert.Equal(copy, item);
            if (result.Outcome == MappingOutcome.Mapped)
            {
                OnlyAddressesDiffer(Trace.Of(item), Trace.Of(mapped.Span));
                Assert.Equal(mapped.ToArray(), Mapped.MapInPieces(item, _ => 1_000, directory: Directory).Item);
            }
            else
            {
                Assert.True(mapped.Equals(item));
            }
        }

        Assert.All([MappingOutcome.Mapped, MappingOutcome.NotMapped], outcome => Assert.InRange(outcomes[(int)outcome], 500, 6_000));
    }

    [Fact]
    public void Noise_is_passed_on()
    {
        var random = new Random(7);
        var noise = new byte[300];
        for (var i = 0; i < 1_000; i++)
        {
            random.NextBytes(noise);
            Assert.Equal(MappingOutcome.NotMapped, Mapped.Map(i % 2 == 0 ? noise : Records.Join(noise)).Result.Outcome);
        }
    }

    private static void OnlyAddressesDiffer(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        Assert.Equal(before.Count, after.Count);
        for (var i = 0; i < before.Count; i++)
        {
            var (was, is_) = (Values(before[i]), Values(after[i]));
            Assert.Equal(was.Head, is_.Head);
            if (was.Value != is_.Value)
            {
                Assert.True(
                    was.Head.Contains("/0x804C", StringComparison.Ordinal) || HoldsAnAddress(was.Value),
                    before[i]);
            }
        }
    }

    // A line is: depth and offset, tag, name, [count], value offset, length, value. Offsets and lengths may differ.
    private static (string Head, string Value) Values(string line)
    {
        var value = line[(line.LastIndexOf(' ') + 1)..];
        var head = line.Split(": ", 2)[^1];
        var count = head.IndexOf(']', StringComparison.Ordinal);
        return line.StartsWith("  item", StringComparison.Ordinal) ? ("item", value) : count < 0 ? (head, string.Empty) : (head[..count], value);
    }

    private static bool HoldsAnAddress(string hex)
    {
        // UTF-16 becomes readable without its zero bytes.
        var text = Encoding.Latin1.GetString([.. Convert.FromHexString(hex).Where(value => value != 0)]);
        return text.Contains("@src.example", StringComparison.OrdinalIgnoreCase)
            || text.Contains("/o=", StringComparison.OrdinalIgnoreCase)
            || text.Equals("EX", StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Damage(byte[] item, Random random, bool inValues)
    {
        var inner = Records.Inner(item).ToList();
        var count = random.Next(1, inValues ? 2 : 6);
        for (var i = 0; i < count; i++)
        {
            var at = random.Next(inner.Count);
            switch (random.Next(inValues ? 2 : 5))
            {
                case 0:
                    inner[at] = (byte)random.Next(256);
                    break;
                case 1:
                    inner[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    inner.RemoveRange(at, Math.Min(random.Next(1, 9), inner.Count - at));
                    break;
                case 3:
                    inner.InsertRange(at, inner.GetRange(random.Next(inner.Count - 8), random.Next(1, 9)));
                    break;
                default:
                    BinaryPrimitives.WriteUInt32LittleEndian(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(inner)[Math.Min(at, inner.Count - 4)..], (uint)random.Next());
                    break;
            }
        }

        return Records.Join(inner.ToArray());
    }

    /// <summary>The content in pieces that may be records: cut between atoms and inside of values of variable size.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Cut(byte[] item, Random random)
    {
        var inner = Records.Inner(item);
        var points = CutPoints(item);
        var start = 0;
        foreach (var point in points.Where(_ => random.Next(3) == 0).Append(inner.Length))
        {
            if (point > start)
            {
                yield return inner.AsMemory(start..point);
                start = point;
            }
        }
    }

    private static SortedSet<int> CutPoints(byte[] item)
    {
        var points = new SortedSet<int>();
        var reader = new FastTransferReader();
        ReadOnlySpan<byte> input = item;
        var random = new Random(1);
        while (reader.Read(ref input, out _) is var element and not FastTransferElement.None)
        {
            if (element is FastTransferElement.Marker or FastTransferElement.Property)
            {
                points.Add((int)reader.ElementOffset);
            }

            if (element is FastTransferElement.Item or FastTransferElement.Property && reader.Layout.Shape is WireShape.Variable or WireShape.MultipleVariable)
            {
                points.Add((int)reader.ValueOffset);
                points.Add((int)reader.ValueOffset + random.Next((int)reader.ValueLength + 1));
            }
        }

        return points;
    }
}

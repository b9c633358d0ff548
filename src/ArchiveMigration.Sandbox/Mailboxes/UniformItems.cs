using System.Buffers.Binary;
using System.Globalization;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>
/// Plain mails of one size, for benchmarks: the body is as long as asked, and writing costs little more than copying.
/// </summary>
public sealed class UniformItems : IItemSource
{
    /// <summary>What the properties beside the body take, about.</summary>
    private const int Frame = 300;

    private static readonly byte[] Noise = MakeNoise();

    private readonly ulong seed;
    private readonly int bodyLength;

    /// <param name="seed">Same seed, same bytes.</param>
    /// <param name="count">Number of items.</param>
    /// <param name="size">Length of each stream in bytes, about; at least 1,000.</param>
    public UniformItems(int seed, int count, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, int.MaxValue);
        this.seed = (ulong)(uint)seed << 32;
        Count = count;
        bodyLength = (int)size - Frame;
    }

    public int Count { get; }

    public ItemFacts Describe(int index)
    {
        var time = Time(index);
        return new ItemFacts("IPM.Note", Subject(index), SearchKey(index), time, time, time, bodyLength + Frame);
    }

    public void Write(int index, Stream output)
    {
        var time = Time(index);
        var key = SearchKey(index);
        using var writer = new FastTransferWriter(output);
        writer.WriteInt32(new PropertyTag(0x00170003), 1);
        writer.WriteString(new PropertyTag(0x001A84B0), "IPM.Note");
        writer.WriteString(new PropertyTag(0x003784B0), Subject(index));
        writer.WriteTime(new PropertyTag(0x0E060040), time);
        writer.BeginVariable(new PropertyTag(0x10130102), (uint)bodyLength);
        var offset = (int)(Mix(seed + (uint)index) % (ulong)Noise.Length);
        for (var left = bodyLength; left > 0;)
        {
            var part = Noise.AsSpan(offset, Math.Min(left, Noise.Length - offset));
            writer.WriteValueBytes(part);
            left -= part.Length;
            offset = 0;
        }

        writer.WriteTime(new PropertyTag(0x30070040), time);
        writer.WriteTime(new PropertyTag(0x30080040), time);
        writer.WriteVariable(new PropertyTag(0x300B0102), key);
        writer.Complete();
    }

    private static string Subject(int index) => string.Create(CultureInfo.InvariantCulture, $"Message {index + 1}");

    private static DateTimeOffset Time(int index) => new DateTimeOffset(2019, 1, 1, 8, 0, 0, TimeSpan.Zero).AddSeconds(37.5 * index);

    private byte[] SearchKey(int index)
    {
        var key = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(key, Mix(seed + (uint)index));
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(8), Mix(seed + (uint)index + 0x9E3779B97F4A7C15));
        return key;
    }

    private static byte[] MakeNoise()
    {
        var noise = new byte[256 * 1024];
        for (var i = 0; i < noise.Length; i += 8)
        {
            BinaryPrimitives.WriteUInt64BigEndian(noise.AsSpan(i), Mix((ulong)i));
        }

        return noise;
    }

    /// <summary>SplitMix64.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

using System.Buffers.Binary;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). Ours, because the sequence of
/// System.Random is promised for no other version of .NET.
/// </summary>
internal sealed class SeededRandom(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state = seed;

    /// <summary>The value that a seed of its own gives, for a single draw.</summary>
    public static ulong Mix(ulong value)
    {
        value += Step;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public ulong Next()
    {
        var value = Mix(state);
        state += Step;
        return value;
    }

    /// <summary>A number from 0 up to and without <paramref name="end"/>.</summary>
    public int Next(int end) => (int)(((Next() >> 32) * (ulong)(uint)end) >> 32);

    /// <summary>A number from <paramref name="start"/> up to and without <paramref name="end"/>.</summary>
    public int Next(int start, int end) => start + Next(end - start);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> values) => values[Next(values.Count)];

    /// <summary>A generator that goes its own way, however many numbers it is asked for.</summary>
    public SeededRandom Fork() => new(Next());

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    public Guid NextGuid() => new(Bytes(16));

    /// <summary>Fills with noise, the same on machines of either byte order.</summary>
    public void Fill(Span<byte> bytes)
    {
        var next = state;
        while (bytes.Length >= sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Mix(next));
            next += Step;
            bytes = bytes[sizeof(ulong)..];
        }

        state = next;

        if (bytes.Length > 0)
        {
            Span<byte> last = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(last, Next());
            last[..bytes.Length].CopyTo(bytes);
        }
    }
}

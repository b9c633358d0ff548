namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>A dictionary of texts compared without case that can be asked with a span, which .NET 8's own cannot.</summary>
internal sealed class TextTable<TValue>
{
    private int[] buckets = new int[8];
    private Entry[] entries = new Entry[8];

    public int Count { get; private set; }

    /// <summary>Everything added, in order.</summary>
    public IEnumerable<(string Key, TValue Value)> All =>
        entries.Take(Count).Select(entry => (entry.Key, entry.Value));

    public bool TryGet(ReadOnlySpan<char> key, out TValue value)
    {
        var index = IndexOf(key, HashOf(key));
        value = index >= 0 ? entries[index].Value : default!;
        return index >= 0;
    }

    /// <summary>Gets a place for the value of the key, which is added with a default when it is new. Valid until the next call.</summary>
    public ref TValue GetOrAdd(ReadOnlySpan<char> key)
    {
        var hash = HashOf(key);
        var index = IndexOf(key, hash);
        if (index < 0)
        {
            if (Count == entries.Length)
            {
                Grow();
            }

            index = Count++;
            ref var bucket = ref buckets[hash & (uint)(buckets.Length - 1)];
            entries[index] = new Entry { Key = key.ToString(), Hash = hash, Next = bucket - 1 };
            bucket = index + 1;
        }

        return ref entries[index].Value;
    }

    /// <summary>Adds a value unless the key is there already.</summary>
    public bool TryAdd(string key, TValue value)
    {
        var before = Count;
        ref var place = ref GetOrAdd(key);
        if (Count == before)
        {
            return false;
        }

        place = value;
        return true;
    }

    private static uint HashOf(ReadOnlySpan<char> key)
    {
        var hash = (uint)key.Length;
        foreach (var character in key)
        {
            hash = (hash ^ (character < 128 ? character | 0x20u : char.ToUpperInvariant(character))) * 0x01000193;
        }

        return hash ^ (hash >> 15);
    }

    private int IndexOf(ReadOnlySpan<char> key, uint hash)
    {
        var index = buckets[hash & (uint)(buckets.Length - 1)] - 1;
        while (index >= 0)
        {
            ref var entry = ref entries[index];
            if (entry.Hash == hash && key.Equals(entry.Key, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }

            index = entry.Next;
        }

        return -1;
    }

    private void Grow()
    {
        Array.Resize(ref entries, Count * 2);
        buckets = new int[Count * 2];
        for (var i = 0; i < Count; i++)
        {
            ref var bucket = ref buckets[entries[i].Hash & (uint)(buckets.Length - 1)];
            entries[i].Next = bucket - 1;
            bucket = i + 1;
        }
    }

    private struct Entry
    {
        public string Key;
        public TValue Value;
        public uint Hash;
        public int Next;
    }
}

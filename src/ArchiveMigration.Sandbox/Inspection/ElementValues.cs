using System.Globalization;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>A property and the beginnings of its values, as many as are shown; the rest is only counted.</summary>
internal sealed class ElementValues(PropertyTag tag, PropertyName? name, bool isMultiple, uint count)
{
    private const int MostShown = 8;

    private readonly List<Value> _values = new(1);
    private Value? _current;

    public PropertyTag Tag { get; } = tag;

    public PropertyName? Name { get; } = name;

    public bool IsMultiple { get; } = isMultiple;

    /// <summary>Bytes of all values met, as announced.</summary>
    public long Length { get; private set; }

    /// <summary>Begins a value of so many bytes.</summary>
    public void Begin(uint length)
    {
        Length += length;
        _current = null;
        if (_values.Count < MostShown)
        {
            _current = new Value(length);
            _values.Add(_current);
        }
    }

    /// <summary>Adds bytes to the value begun.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => _current?.Add(bytes);

    /// <summary>The values as text.</summary>
    public string Show()
    {
        var shown = _values.Select(value => ValueText.Show(Tag, value.Bytes, value.Length));
        if (!IsMultiple)
        {
            return string.Concat(shown);
        }

        var more = count - _values.Count;
        return $"[{string.Join(", ", shown)}{(more > 0 ? string.Create(CultureInfo.InvariantCulture, $", … {more} more") : string.Empty)}]";
    }

    private sealed class Value(uint length)
    {
        private readonly byte[] _bytes = new byte[Math.Min(length, ValueText.BytesNeeded)];
        private int _count;

        public uint Length { get; } = length;

        public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

        public void Add(ReadOnlySpan<byte> bytes)
        {
            var added = bytes[..Math.Min(bytes.Length, _bytes.Length - _count)];
            added.CopyTo(_bytes.AsSpan(_count));
            _count += added.Length;
        }
    }
}

using System.Globalization;
using System.Text;

namespace ArchiveMigration.FastTransfer.Tests;

/// <summary>The elements of an item as lines of text, each value in one piece however the input and the records cut it.</summary>
internal sealed class Trace
{
    private readonly FastTransferReader _reader;
    private readonly List<string> _lines = [];
    private readonly StringBuilder _line = new();

    public Trace(FastTransferReader reader) => _reader = reader;

    /// <summary>What was read so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            EndLine();
            return _lines;
        }
    }

    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> item, Func<int, int>? pieceSize = null)
    {
        var reader = new FastTransferReader();
        var trace = new Trace(reader);
        while (!item.IsEmpty)
        {
            var size = Math.Clamp(pieceSize?.Invoke(item.Length) ?? item.Length, 1, item.Length);
            trace.Read(item[..size]);
            item = item[size..];
        }

        reader.Complete();
        return trace.Lines;
    }

    public void Read(ReadOnlySpan<byte> input)
    {
        FastTransferElement element;
        while ((element = _reader.Read(ref input, out var value)) != FastTransferElement.None)
        {
            if (element != FastTransferElement.ValueBytes)
            {
                EndLine();
            }

            switch (element)
            {
                case FastTransferElement.Header:
                    _line.Append(_reader.Version);
                    break;
                case FastTransferElement.Marker:
                    Append($"{_reader.Depth} {_reader.ElementOffset}: {_reader.Marker}");
                    break;
                case FastTransferElement.DeleteProperty:
                    Append($"{_reader.Depth} {_reader.ElementOffset}: delete {_reader.DeletedTag}");
                    break;
                case FastTransferElement.Property:
                    Append($"{_reader.Depth} {_reader.ElementOffset}: {_reader.Tag} {_reader.GetName()} [{_reader.ValueCount}] {_reader.ValueOffset} {_reader.ValueLength} ");
                    break;
                case FastTransferElement.Item:
                    Append($"  item {_reader.ItemsLeft} {_reader.ValueOffset} {_reader.ValueLength} ");
                    break;
                case FastTransferElement.ValueBytes:
                    Assert.False(value.IsEmpty);
                    break;
            }

            _line.Append(Convert.ToHexString(value));
        }

        Assert.True(input.IsEmpty);
    }

    private void EndLine()
    {
        if (_line.Length > 0)
        {
            _lines.Add(_line.ToString());
            _line.Clear();
        }
    }

    private void Append(FormattableString text) => _line.Append(text.ToString(CultureInfo.InvariantCulture));
}

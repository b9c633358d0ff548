using System.Globalization;
using System.Text;

namespace ArchiveMigration.FastTransfer.Tests;

/// <summary>The elements of an item as lines of text, each value in one piece however the input and the records cut it.</summary>
internal sealed class Trace
{
    private readonly FastTransferReader reader;
    private readonly List<string> lines = [];
    private readonly StringBuilder line = new();

    public Trace(FastTransferReader reader) => this.reader = reader;

    /// <summary>What was read so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            EndLine();
            return lines;
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
        while ((element = reader.Read(ref input, out var value)) != FastTransferElement.None)
        {
            if (element != FastTransferElement.ValueBytes)
            {
                EndLine();
            }

            switch (element)
            {
                case FastTransferElement.Header:
                    line.Append(reader.Version);
                    break;
                case FastTransferElement.Marker:
                    Append($"{reader.Depth} {reader.ElementOffset}: {reader.Marker}");
                    break;
                case FastTransferElement.DeleteProperty:
                    Append($"{reader.Depth} {reader.ElementOffset}: delete {reader.DeletedTag}");
                    break;
                case FastTransferElement.Property:
                    Append($"{reader.Depth} {reader.ElementOffset}: {reader.Tag} {reader.GetName()} [{reader.ValueCount}] {reader.ValueOffset} {reader.ValueLength} ");
                    break;
                case FastTransferElement.Item:
                    Append($"  item {reader.ItemsLeft} {reader.ValueOffset} {reader.ValueLength} ");
                    break;
                case FastTransferElement.ValueBytes:
                    Assert.False(value.IsEmpty);
                    break;
            }

            line.Append(Convert.ToHexString(value));
        }

        Assert.True(input.IsEmpty);
    }

    private void EndLine()
    {
        if (line.Length > 0)
        {
            lines.Add(line.ToString());
            line.Clear();
        }
    }

    private void Append(FormattableString text) => line.Append(text.ToString(CultureInfo.InvariantCulture));
}

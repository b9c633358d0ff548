using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Writes JSON in the one form that RFC 8785 (JSON Canonicalization Scheme) allows: UTF-8, no white space, members sorted by UTF-16 code units, only the escapes
/// that are needed. Numbers are whole ones that every reader of JSON takes exactly (up to 2^53); other quantities are written as text.
/// Rows are written as they come, so that a document may be larger than memory.
/// </summary>
internal static class CanonicalJson
{
    private const long MostExact = 1L << 53;

    /// <summary>Writes a value: null, text, truth value, whole number, an object as pairs of name and value, an array as any other sequence.</summary>
    public static void Write(Stream output, object? value)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), leaveOpen: true);
        WriteValue(writer, value);
    }

    private static void WriteValue(StreamWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.Write("null");
                break;
            case string text:
                WriteText(writer, text);
                break;
            case bool truth:
                writer.Write(truth ? "true" : "false");
                break;
            case int or long when Convert.ToInt64(value, CultureInfo.InvariantCulture) is <= MostExact and >= -MostExact and var number:
                writer.Write(number.ToString(CultureInfo.InvariantCulture));
                break;
            case IEnumerable<(string Name, object? Value)> members:
                WriteAll(writer, '{', '}', members.Where(static member => member.Value is not null).OrderBy(static member => member.Name, StringComparer.Ordinal), static (writer, member) =>
                {
                    WriteText(writer, member.Name);
                    writer.Write(':');
                    WriteValue(writer, member.Value);
                });
                break;
            case IEnumerable elements:
                WriteAll(writer, '[', ']', elements.Cast<object?>(), WriteValue);
                break;
            default:
                throw new ArgumentException($"{value.GetType()} has no canonical form.", nameof(value));
        }
    }

    private static void WriteAll<T>(StreamWriter writer, char open, char close, IEnumerable<T> parts, Action<StreamWriter, T> write)
    {
        writer.Write(open);
        var isFirst = true;
        foreach (var part in parts)
        {
            if (!isFirst)
            {
                writer.Write(',');
            }

            isFirst = false;
            write(writer, part);
        }

        writer.Write(close);
    }

    private static void WriteText(StreamWriter writer, string text)
    {
        writer.Write('"');
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Escaped) is >= 0 and var at)
        {
            writer.Write(rest[..at]);
            writer.Write(rest[at] switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                var control => $"\\u{(int)control:x4}",
            });
            rest = rest[(at + 1)..];
        }

        writer.Write(rest);
        writer.Write('"');
    }

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static code => (char)code), '"', '\\']);
}

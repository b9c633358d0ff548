using System.Globalization;
using System.Text;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>Cuts a CSV (RFC 4180) into lines of fields, strictly: a misplaced quotation mark is refused, since it shifts what follows.</summary>
internal sealed class CsvTable
{
    // -UseCulture separates by semicolons where the comma is in numbers.
    private static readonly char[] Delimiters = [',', ';', '\t'];

    private readonly string _text;
    private readonly char _delimiter;
    private int _at;
    private int _line = 1;

    private CsvTable(string text)
    {
        // Windows PowerShell writes "#TYPE …" first.
        while (text.AsSpan(_at).StartsWith("#"))
        {
            var end = text.IndexOf('\n', _at);
            _at = end < 0 ? text.Length : end + 1;
            _line++;
        }

        _text = text;
        var header = text.AsSpan(_at);
        header = header.IndexOf('\n') is var end2 and >= 0 ? header[..end2] : header;
        _delimiter = Delimiters[0];
        foreach (var delimiter in Delimiters)
        {
            _delimiter = header.Count(delimiter) > header.Count(_delimiter) ? delimiter : _delimiter;
        }
    }

    /// <summary>Reads lines that are not blank, each with its number in the text, counted from 1.</summary>
    /// <exception cref="FormatException">A quotation mark is misplaced or never closed.</exception>
    public static IEnumerable<(int Line, string[] Fields)> Read(string text)
    {
        var table = new CsvTable(text);
        while (table._at < text.Length)
        {
            var line = table._line;
            var fields = table.ReadLine();
            if (fields is not [var only] || only.Length > 0)
            {
                yield return (line, fields);
            }
        }
    }

    private string[] ReadLine()
    {
        var fields = new List<string>();
        do
        {
            fields.Add(Next('"') ? ReadQuoted() : ReadPlain());
        }
        while (Next(_delimiter));
        Next('\r');
        Next('\n');
        _line++;
        return [.. fields];
    }

    private string ReadPlain()
    {
        var start = _at;
        while (!IsFieldEnd())
        {
            if (_text[_at++] == '"')
            {
                throw Misplaced();
            }
        }

        return _text[start.._at].Trim();
    }

    private string ReadQuoted()
    {
        var (first, field) = (_line, new StringBuilder());
        while (_at < _text.Length)
        {
            if (!Next('"'))
            {
                _line += _text[_at] == '\n' ? 1 : 0;
                field.Append(_text[_at++]);
            }
            else if (Next('"'))
            {
                field.Append('"');
            }
            else
            {
                return IsFieldEnd() ? field.ToString().Trim() : throw Misplaced();
            }
        }

        throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {first}: a quotation mark is never closed"));
    }

    private bool IsFieldEnd() => _at >= _text.Length || _text[_at] == _delimiter || _text[_at] is '\r' or '\n';

    private bool Next(char character)
    {
        var isNext = _at < _text.Length && _text[_at] == character;
        _at += isNext ? 1 : 0;
        return isNext;
    }

    private FormatException Misplaced() => new(string.Create(CultureInfo.InvariantCulture, $"line {_line}: a quotation mark inside a field"));
}

using System.Buffers;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// The addresses in the header fields of an Internet message that say who wrote to whom (RFC 5322 3.6.2, 3.6.3), as ranges of the text.
/// Passed over are all other fields, names in quotation marks, comments, and what stands between them.
/// </summary>
internal ref struct HeaderAddresses(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(" \t\r\n,;:<>()\"");
    private static readonly string[] Fields = ["From", "Sender", "Reply-To", "To", "Cc"];

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;
    private int _fieldEnd;

    /// <summary>The present address.</summary>
    public Range Current { get; private set; }

    /// <summary>Whether a field contradicts the grammar: then none of the addresses is to be trusted.</summary>
    public bool IsDamaged { get; private set; }

    public readonly HeaderAddresses GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!IsDamaged && (_at < _fieldEnd || OpenField()))
        {
            switch (_text[_at])
            {
                case '"':
                    SkipQuoted();
                    break;

                case '(':
                    SkipComment();
                    break;

                case '<':
                    if (TryTakeAngle())
                    {
                        return true;
                    }

                    break;

                case '>' or ')':
                    IsDamaged = true;
                    break;

                case ' ' or '\t' or '\r' or '\n' or ',' or ';' or ':':
                    _at++;
                    break;

                default:
                    if (TryTakeWord())
                    {
                        return true;
                    }

                    break;
            }
        }

        return false;
    }

    /// <summary>Goes to the body of the next field with addresses.</summary>
    private bool OpenField()
    {
        while (_fieldEnd < _text.Length)
        {
            var start = _fieldEnd;
            _fieldEnd = EndOfField(start);
            var colon = _text[start.._fieldEnd].IndexOf(':');
            if (colon > 0 && IsWanted(_text.Slice(start, colon)))
            {
                _at = start + colon + 1;
                if (_at < _fieldEnd)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsWanted(ReadOnlySpan<char> name)
    {
        foreach (var field in Fields)
        {
            if (name.Equals(field, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A field goes on in lines that start with space (RFC 5322 2.2.3).</summary>
    private readonly int EndOfField(int start)
    {
        var end = start;
        do
        {
            var line = _text[end..].IndexOf('\n');
            end = line < 0 ? _text.Length : end + line + 1;
        }
        while (end < _text.Length && _text[end] is ' ' or '\t');
        return end;
    }

    private bool TryTakeAngle()
    {
        var length = _text[_at.._fieldEnd].IndexOf('>');
        if (length < 0)
        {
            IsDamaged = true;
            return false;
        }

        var (start, end) = (_at + 1, _at + length);
        while (start < end && _text[start] == ' ')
        {
            start++;
        }

        while (end > start && _text[end - 1] == ' ')
        {
            end--;
        }

        Current = start..end;
        _at += length + 1;
        return true;
    }

    private bool TryTakeWord()
    {
        var length = _text[_at.._fieldEnd].IndexOfAny(Separators);
        Current = _at..(length < 0 ? _fieldEnd : _at + length);
        _at = Current.End.Value;
        return _text[Current].Contains('@');
    }

    private void SkipQuoted()
    {
        for (_at++; _at < _fieldEnd; _at++)
        {
            if (_text[_at] == '"')
            {
                _at++;
                return;
            }

            _at += _text[_at] == '\\' ? 1 : 0;
        }

        IsDamaged = true;
    }

    private void SkipComment()
    {
        var depth = 0;
        for (; _at < _fieldEnd; _at++)
        {
            depth += _text[_at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                _at++;
                return;
            }

            _at += _text[_at] == '\\' ? 1 : 0;
        }

        IsDamaged = true;
    }
}

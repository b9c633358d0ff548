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

    private readonly ReadOnlySpan<char> text = text;
    private int at;
    private int fieldEnd;

    /// <summary>The present address.</summary>
    public Range Current { get; private set; }

    /// <summary>Whether a field contradicts the grammar: then none of the addresses is to be trusted.</summary>
    public bool IsDamaged { get; private set; }

    public readonly HeaderAddresses GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!IsDamaged && (at < fieldEnd || OpenField()))
        {
            switch (text[at])
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
                    at++;
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
        while (fieldEnd < text.Length)
        {
            var start = fieldEnd;
            fieldEnd = EndOfField(start);
            var colon = text[start..fieldEnd].IndexOf(':');
            if (colon > 0 && IsWanted(text.Slice(start, colon)))
            {
                at = start + colon + 1;
                if (at < fieldEnd)
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
            var line = text[end..].IndexOf('\n');
            end = line < 0 ? text.Length : end + line + 1;
        }
        while (end < text.Length && text[end] is ' ' or '\t');
        return end;
    }

    private bool TryTakeAngle()
    {
        var length = text[at..fieldEnd].IndexOf('>');
        if (length < 0)
        {
            IsDamaged = true;
            return false;
        }

        var (start, end) = (at + 1, at + length);
        while (start < end && text[start] == ' ')
        {
            start++;
        }

        while (end > start && text[end - 1] == ' ')
        {
            end--;
        }

        Current = start..end;
        at += length + 1;
        return true;
    }

    private bool TryTakeWord()
    {
        var length = text[at..fieldEnd].IndexOfAny(Separators);
        Current = at..(length < 0 ? fieldEnd : at + length);
        at = Current.End.Value;
        return text[Current].Contains('@');
    }

    private void SkipQuoted()
    {
        for (at++; at < fieldEnd; at++)
        {
            if (text[at] == '"')
            {
                at++;
                return;
            }

            at += text[at] == '\\' ? 1 : 0;
        }

        IsDamaged = true;
    }

    private void SkipComment()
    {
        var depth = 0;
        for (; at < fieldEnd; at++)
        {
            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                at++;
                return;
            }

            at += text[at] == '\\' ? 1 : 0;
        }

        IsDamaged = true;
    }
}

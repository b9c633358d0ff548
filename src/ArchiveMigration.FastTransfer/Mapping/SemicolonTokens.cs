namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>The names of a list such as <c>Alice; bob@a.example</c>, as ranges without the space around them.</summary>
internal ref struct SemicolonTokens(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _next;

    public Range Current { get; private set; }

    public readonly SemicolonTokens GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next > _text.Length)
        {
            return false;
        }

        var length = _text[_next..].IndexOf(';');
        var (start, end) = (_next, length < 0 ? _text.Length : _next + length);
        _next = end + 1;
        while (start < end && _text[start] == ' ')
        {
            start++;
        }

        while (end > start && _text[end - 1] == ' ')
        {
            end--;
        }

        Current = start..end;
        return true;
    }
}

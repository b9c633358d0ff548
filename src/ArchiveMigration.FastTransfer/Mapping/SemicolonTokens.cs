namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>The names of a list such as <c>Alice; bob@a.example</c>, as ranges without the space around them.</summary>
internal ref struct SemicolonTokens(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;
    private int next;

    public Range Current { get; private set; }

    public readonly SemicolonTokens GetEnumerator() => this;

    public bool MoveNext()
    {
        if (next > text.Length)
        {
            return false;
        }

        var length = text[next..].IndexOf(';');
        var (start, end) = (next, length < 0 ? text.Length : next + length);
        next = end + 1;
        while (start < end && text[start] == ' ')
        {
            start++;
        }

        while (end > start && text[end - 1] == ' ')
        {
            end--;
        }

        Current = start..end;
        return true;
    }
}

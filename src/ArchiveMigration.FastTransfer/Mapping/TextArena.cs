namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Room for the texts looked at while one object of an item is mapped. Used again for the next, so that nothing is allocated for each.</summary>
internal sealed class TextArena
{
    private const int FirstCharacters = 2 << 10;
    private const int KeptCharacters = 1 << 20;

    private char[] _characters = new char[FirstCharacters];
    private int _used;

    /// <summary>Takes room for so many characters. What was taken before stays readable.</summary>
    public Span<char> Take(int length)
    {
        if (length > _characters.Length - _used)
        {
            _characters = new char[Math.Max(_characters.Length * 2, length)];
            _used = 0;
        }

        var taken = _characters.AsSpan(_used, length);
        _used += length;
        return taken;
    }

    /// <summary>Gives back all room; nothing taken before may be used any more.</summary>
    public void Clear()
    {
        _used = 0;
        if (_characters.Length > KeptCharacters)
        {
            _characters = new char[FirstCharacters];
        }
    }
}

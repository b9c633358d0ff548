namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Room for the texts looked at while one object of an item is mapped. Used again for the next, so that nothing is allocated for each.</summary>
internal sealed class TextArena
{
    private const int FirstCharacters = 2 << 10;
    private const int KeptCharacters = 1 << 20;

    private char[] characters = new char[FirstCharacters];
    private int used;

    /// <summary>Takes room for so many characters. What was taken before stays readable.</summary>
    public Span<char> Take(int length)
    {
        if (length > characters.Length - used)
        {
            characters = new char[Math.Max(characters.Length * 2, length)];
            used = 0;
        }

        var taken = characters.AsSpan(used, length);
        used += length;
        return taken;
    }

    /// <summary>Gives back all room; nothing taken before may be used any more.</summary>
    public void Clear()
    {
        used = 0;
        if (characters.Length > KeptCharacters)
        {
            characters = new char[FirstCharacters];
        }
    }
}

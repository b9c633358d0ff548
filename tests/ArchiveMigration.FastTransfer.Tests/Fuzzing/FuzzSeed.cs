namespace ArchiveMigration.FastTransfer.Tests.Fuzzing;

/// <summary>A sound item that mutants are made of, taken apart.</summary>
internal sealed class FuzzSeed
{
    private const int HeaderSize = 62;

    /// <summary>Takes the item apart.</summary>
    /// <exception cref="ArgumentException">It is not sound.</exception>
    public FuzzSeed(byte[] item)
    {
        var lexed = new LexedItem();
        if (!lexed.TryRead(item))
        {
            throw new ArgumentException("A mutant needs a sound item to come from.", nameof(item));
        }

        Header = item[..HeaderSize];
        Content = lexed.Content.ToArray();
        Elements = [.. lexed.Elements];
        Properties = [.. Elements.Where(element => element.Kind == LexedKind.Property)];
        Texts = [.. Elements.Where(element => element.HasLength)];
    }

    public byte[] Header { get; }

    public byte[] Content { get; }

    public IReadOnlyList<LexedElement> Elements { get; }

    /// <summary>The definitions of properties.</summary>
    public IReadOnlyList<LexedElement> Properties { get; }

    /// <summary>The values that have a length of their own.</summary>
    public IReadOnlyList<LexedElement> Texts { get; }
}

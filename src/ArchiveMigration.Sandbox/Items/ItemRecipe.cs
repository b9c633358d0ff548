namespace ArchiveMigration.Sandbox.Items;

/// <summary>All that is needed to make an item: the same recipe gives the same bytes, on any machine and in any version.</summary>
/// <param name="Seed">What the item is made of; see <see cref="For"/>.</param>
/// <param name="Shape">Its kind.</param>
/// <param name="Size">Length of its stream in bytes, about: items have some hundred bytes of properties at least.</param>
public readonly record struct ItemRecipe(ulong Seed, ItemShape Shape, long Size)
{
    /// <summary>The largest size that can be asked for in bytes, more than the service takes.</summary>
    public const long MaximumSize = 1L << 30;

    private readonly string? domain;
    private readonly ulong? searchKeySeed;

    /// <summary>Whose names and which language.</summary>
    public ItemCulture Culture { get; init; }

    /// <summary>The domain of the colleagues; contoso.example unless told.</summary>
    public string Domain
    {
        get => domain ?? "contoso.example";
        init => domain = value;
    }

    /// <summary>Whose mailbox it lies in, or null for one of the colleagues.</summary>
    public Person? Owner { get; init; }

    /// <summary>Whether the item lacks PidTagSearchKey.</summary>
    public bool HasNoSearchKey { get; init; }

    /// <summary>Whether retention policies work in its mailbox: then it may carry their tags.</summary>
    public bool IsUnderRetention { get; init; }

    /// <summary>What the search key is made of: the seed, unless the item is to share the key of another, as copies made in Outlook do.</summary>
    public ulong SearchKeySeed
    {
        get => searchKeySeed ?? Seed;
        init => searchKeySeed = value;
    }

    /// <summary>The recipe of the item with a number in a row of items that share a seed.</summary>
    public static ItemRecipe For(ulong seed, int number, ItemShape shape, long size) =>
        new(SeededRandom.Mix(SeededRandom.Mix(seed) + (uint)number), shape, size);
}

namespace ArchiveMigration.Sandbox.Items;

/// <summary>Recipes as they are mixed in a mailbox that has been used for years.</summary>
public static class ItemMix
{
    private const ulong ShapeDraw = 0x51AE;
    private const ulong SizeDraw = 0x512E;

    /// <summary>Shapes with their share in a hundred, and the sizes between which they lie evenly on a logarithmic scale.</summary>
    private static readonly (int Share, ItemShape Shape, long Least, long Most)[] Mail =
    [
        (68, ItemShape.Mail, 2_000, 60_000),
        (20, ItemShape.MailWithAttachments, 12_000, 3_000_000),
        (4, ItemShape.MailWithEmbedded, 12_000, 400_000),
        (5, ItemShape.MeetingRequest, 4_000, 40_000),
        (2, ItemShape.Post, 2_000, 20_000),
        (1, ItemShape.Unknown, 2_000, 60_000),
    ];

    /// <summary>The recipe of an item in a folder of mail.</summary>
    public static ItemRecipe OfMailFolder(ulong seed, int number)
    {
        var draw = Draw(seed, number, ShapeDraw, 100);
        foreach (var (share, shape, least, most) in Mail)
        {
            if ((draw -= share) < 0)
            {
                return ItemRecipe.For(seed, number, shape, SizeBetween(seed, number, least, most));
            }
        }

        throw new InvalidOperationException("The shares of the shapes do not add up to a hundred.");
    }

    /// <summary>The recipe of an item in a folder of one kind, such as contacts.</summary>
    public static ItemRecipe OfFolder(ulong seed, int number, ItemShape shape, long least = 2_000, long most = 20_000) =>
        ItemRecipe.For(seed, number, shape, SizeBetween(seed, number, least, most));

    private static int Draw(ulong seed, int number, ulong purpose, int end) =>
        new SeededRandom(SeededRandom.Mix(seed ^ purpose) + (uint)number).Next(end);

    /// <summary>Doublings and a remainder of them, in whole numbers: floating-point logarithms differ between machines.</summary>
    private static long SizeBetween(ulong seed, int number, long least, long most)
    {
        var doublings = 0;
        while (least << (doublings + 1) <= most)
        {
            doublings++;
        }

        var low = least << Draw(seed, number, SizeDraw, doublings + 1);
        var high = Math.Min(low * 2, most);
        return low + (long)(SeededRandom.Mix(seed ^ SeededRandom.Mix((uint)number ^ SizeDraw)) % (ulong)(high - low + 1));
    }
}

using System.Buffers.Binary;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>
/// What messaging records management leaves on an item (MS-OXCMSG 2.2.1.60): a third of the items under retention policies has a tag of a user's or a
/// folder's own, or has been looked at under the mailbox's default one.
/// </summary>
internal static class RetentionMarks
{
    private const int ExplicitTag = 0x01;
    private const int PersonalTag = 0x08;
    private const int ExplicitArchiveTag = 0x10;

    /// <summary>The RetentionIds of the tenant's tags, and the days after which they act; 0 is never.</summary>
    private static readonly (Guid Id, int Days)[] PolicyTags =
    [
        (new("5c1f2a34-9d11-4a0e-8b67-1f0d6c3a7e01"), 365), (new("5c1f2a34-9d11-4a0e-8b67-1f0d6c3a7e02"), 2555), (new("5c1f2a34-9d11-4a0e-8b67-1f0d6c3a7e03"), 0),
    ];

    private static readonly (Guid Id, int Days)[] ArchiveTags =
    [
        (new("5c1f2a34-9d11-4a0e-8b67-1f0d6c3a7f01"), 730), (new("5c1f2a34-9d11-4a0e-8b67-1f0d6c3a7f02"), 0),
    ];

    /// <summary>Adds them, if the item is one of those.</summary>
    /// <param name="bag">Where to.</param>
    /// <param name="recipe">Whether there are policies at all.</param>
    /// <param name="seed">What decides. Of its own, so that all else in the item is as it would be without.</param>
    /// <param name="start">From when on its age counts.</param>
    public static void AddTo(PropertyBag bag, in ItemRecipe recipe, ulong seed, DateTimeOffset start)
    {
        var random = new SeededRandom(SeededRandom.Mix(seed ^ 0x4D524D));
        if (!recipe.IsUnderRetention || !random.Chance(35))
        {
            return;
        }

        var startDate = new byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(startDate, 1825);
        BinaryPrimitives.WriteInt64LittleEndian(startDate.AsSpan(4), start.ToFileTime());
        bag.Add(Tags.StartDateEtc, startDate);
        var flags = 0;
        if (random.Chance(60))
        {
            var (id, days) = random.Pick(PolicyTags);
            bag.Add(Tags.PolicyTag, id.ToByteArray());
            bag.Add(Tags.RetentionPeriod, days);
            flags |= random.Chance(50) ? ExplicitTag | PersonalTag : 0;
            if (days > 0)
            {
                bag.Add(Tags.RetentionDate, start.AddDays(days));
            }
        }

        if (random.Chance(40))
        {
            var (id, days) = random.Pick(ArchiveTags);
            bag.Add(Tags.ArchiveTag, id.ToByteArray());
            bag.Add(Tags.ArchivePeriod, days);
            flags |= ExplicitArchiveTag;
            if (days > 0)
            {
                bag.Add(Tags.ArchiveDate, start.AddDays(days));
            }
        }

        bag.Add(Tags.RetentionFlags, flags);
    }
}

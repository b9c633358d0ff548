using System.Buffers.Binary;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>What is settled about an item before it is written, and all that listings tell of it.</summary>
internal sealed class ItemDraft
{
    private static readonly DateTimeOffset Earliest = new(2007, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] CustomClasses =
        ["IPM.Custom.Ticket", "IPM.Contoso.Invoice", "IPM.Note.EnterpriseArchive.Shortcut", "IPM.Activity.Phonecall.Legacy"];

    private ItemDraft(in ItemRecipe recipe)
    {
        Recipe = recipe;
        var random = new SeededRandom(recipe.Seed);
        Language = Language.Of(recipe.Culture, random);
        People = People.Of(recipe.Domain, Language);
        Owner = recipe.Owner ?? random.Pick(People.Colleagues);
        Counterpart = People.Anybody(random);
        Topic = MakeTopic(random);
        Prefix = recipe.Shape is ItemShape.Mail or ItemShape.MailWithAttachments or ItemShape.MailWithEmbedded && random.Chance(40)
            ? Language.ReplyPrefix
            : string.Empty;
        MessageClass = MakeClass(random);

        Sent = Earliest.AddSeconds(random.Next(17 * 365 * 24 * 60 * 60));
        Delivered = Sent.AddSeconds(random.Next(1, 30));
        Modified = Delivered.AddTicks((long)(random.Next() % (ulong)TimeSpan.FromDays(40).Ticks));
        SizePercent = random.Next(85, 101);
        ContentSeed = random.Next();
    }

    public ItemRecipe Recipe { get; }

    public Language Language { get; }

    public People People { get; }

    /// <summary>In whose mailbox the item lies.</summary>
    public Person Owner { get; }

    /// <summary>The sender of a mail, the person of a contact.</summary>
    public Person Counterpart { get; }

    public string MessageClass { get; }

    /// <summary>The subject without <see cref="Prefix"/>.</summary>
    public string Topic { get; }

    public string Prefix { get; }

    public string Subject => Prefix + Topic;

    public DateTimeOffset Sent { get; }

    /// <summary>When it came into the mailbox, also for items that nobody sent.</summary>
    public DateTimeOffset Delivered { get; }

    public DateTimeOffset Modified { get; }

    public ulong ContentSeed { get; }

    /// <summary>Whether the item is so small that it gets only the properties without which it would be none.</summary>
    public bool IsLean => Recipe.Size < (Recipe.Shape is ItemShape.MeetingRequest or ItemShape.MailWithEmbedded ? 12_000 : 7_000);

    public bool IsDelivered => Recipe.Shape is ItemShape.Mail or ItemShape.MailWithAttachments or ItemShape.MailWithEmbedded
        or ItemShape.MeetingRequest or ItemShape.Post or ItemShape.Unknown;

    /// <summary>The store counts differently from what it exports.</summary>
    private int SizePercent { get; }

    public static ItemDraft Of(in ItemRecipe recipe)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(recipe.Size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(recipe.Size, ItemRecipe.MaximumSize);
        return new ItemDraft(recipe);
    }

    public ReadOnlyMemory<byte>? MakeSearchKey()
    {
        if (Recipe.HasNoSearchKey)
        {
            return null;
        }

        var key = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(key, SeededRandom.Mix(Recipe.SearchKeySeed ^ 0x5EA2C4));
        BinaryPrimitives.WriteUInt64LittleEndian(key.AsSpan(8), SeededRandom.Mix(~Recipe.SearchKeySeed));
        return key;
    }

    public ItemFacts ToFacts() => new(
        MessageClass,
        Subject,
        MakeSearchKey(),
        Delivered,
        Modified,
        IsDelivered ? Delivered : null,
        Recipe.Size * SizePercent / 100)
    {
        MessageId = IsDelivered ? MakeMessageId() : null,
        Submitted = IsDelivered ? Sent : null,
    };

    /// <summary>The id that the sender's server gave it; from a seed of its own, because listings tell it without writing the item.</summary>
    public string MakeMessageId() => $"<{Convert.ToHexString(new SeededRandom(SeededRandom.Mix(ContentSeed ^ 0x1D)).Bytes(12))}@{Recipe.Domain}>";

    private string MakeTopic(SeededRandom random) => Recipe.Shape switch
    {
        ItemShape.Contact => Counterpart.Name,
        ItemShape.DistributionList => random.Pick(Language.Categories),
        ItemShape.StickyNote => random.Pick(Language.Sentences),
        _ => random.Pick(Language.Subjects),
    };

    private string MakeClass(SeededRandom random) => Recipe.Shape switch
    {
        ItemShape.MeetingRequest => "IPM.Schedule.Meeting.Request",
        ItemShape.Appointment or ItemShape.RecurringAppointment => "IPM.Appointment",
        ItemShape.Contact => "IPM.Contact",
        ItemShape.DistributionList => "IPM.DistList",
        ItemShape.Task => "IPM.Task",
        ItemShape.Journal => "IPM.Activity",
        ItemShape.StickyNote => "IPM.StickyNote",
        ItemShape.Post => "IPM.Post",
        ItemShape.Unknown => random.Pick(CustomClasses),
        _ => "IPM.Note",
    };
}

using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>What an item without a search key is recognised by.</summary>
public class SecondKeyTests
{
    private static readonly DateTimeOffset Sent = new(2019, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [Fact]
    public void Fractions_of_a_second_time_zones_and_the_case_of_the_class_make_no_difference()
    {
        Assert.Equal(
            SecondKey.Of("IPM.Note", "Offer", "<1@a>", Sent, Sent),
            SecondKey.Of("ipm.note", "Offer", "<1@a>", Sent.AddMilliseconds(900), Sent.ToOffset(TimeSpan.FromHours(2))));
    }

    [Fact]
    public void Everything_that_differs_makes_another_key()
    {
        long?[] keys =
        [
            SecondKey.Of("IPM.Note", "Offer", "<1@a>", Sent, null),
            SecondKey.Of("IPM.Note", "Offer", "<1@a>", null, Sent),
            SecondKey.Of("IPM.Note", "Offer", "<1@a>", Sent, Sent),
            SecondKey.Of("IPM.Note", "Offer", "<1@a>", null, null),
            SecondKey.Of("IPM.Note", null, "<1@a>", Sent, Sent),
            SecondKey.Of("IPM.Post", "Offer", "<1@a>", Sent, Sent),
            SecondKey.Of("IPM.Note", "Offer", "<2@a>", Sent, Sent),
            SecondKey.Of("IPM.Note", "Offer", "<1@a>", Sent, Sent.AddSeconds(1)),
        ];

        Assert.Equal(keys.Length, keys.OfType<long>().Distinct().Count());
    }

    [Fact]
    public void A_class_and_a_subject_alone_tell_nothing() => Assert.Null(SecondKey.Of("IPM.StickyNote", "Buy milk", string.Empty, null, null));
}

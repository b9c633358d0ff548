using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>A row of a message's recipient table; the organizer and the attendees of a meeting are such rows too.</summary>
/// <param name="Person">Who.</param>
/// <param name="Type">1 To, 2 Cc, 3 Bcc; of a meeting 1 required, 2 optional.</param>
/// <param name="Flags">PidTagRecipientFlags (MS-OXOCAL 2.2.3.7.1): 1 sendable, 2 organizer.</param>
/// <param name="TrackStatus">PidTagRecipientTrackStatus (MS-OXOCAL 2.2.3.7.2): 0 none, 3 accepted, 5 not answered.</param>
internal sealed record Recipient(Person Person, int Type, int Flags = 1, int TrackStatus = 0)
{
    public const int To = 1;
    public const int Cc = 2;
    private const int MailUser = 6;
    private const int DirectoryMailbox = 0x40000000;
    private const int InMeetings = 2;

    /// <summary>The names of those of a type as the store joins them.</summary>
    public static string Join(IEnumerable<Recipient> recipients, int type) =>
        string.Join("; ", recipients.Where(recipient => recipient.Type == type).Select(recipient => recipient.Person.Name));

    public static void WriteAll(ItemScript script, IReadOnlyList<Recipient> recipients)
    {
        script.Writer.WriteDeleteProperty(new PropertyTag(0x0E12000D));
        for (var i = 0; i < recipients.Count; i++)
        {
            script.Writer.StartRecipient(i);
            recipients[i].AddTo(script.Bag, script.Draft.IsLean, i);
            script.Bag.WriteTo(script.Writer);
            script.Writer.EndRecipient();
        }
    }

    private void AddTo(PropertyBag bag, bool isLean, int order)
    {
        bag.Add(Tags.RecipientType, Type);
        bag.Add(Tags.ObjectType, MailUser);
        bag.Add(Tags.EntryId, Person.EntryId);
        bag.Add(Tags.DisplayName, Person.Name);
        bag.Add(Tags.AddressType, Person.AddressType);
        bag.Add(Tags.EmailAddress, Person.Address);
        bag.Add(Tags.SearchKey, Person.SearchKey);
        bag.Add(Tags.DisplayType, 0);
        if (isLean)
        {
            return;
        }

        bag.Add(Tags.SmtpAddress, Person.SmtpAddress);
        bag.Add(Tags.RecordKey, Person.EntryId);
        bag.Add(Tags.Responsibility, true);
        bag.Add(Tags.SendRichInfo, false);
        bag.Add(Tags.SendInternetEncoding, 0);
        bag.Add(Tags.RecipientDisplayName, Person.Name);
        bag.Add(Tags.RecipientEntryId, Person.EntryId);
        bag.Add(Tags.RecipientFlags, Flags);
        bag.Add(Tags.RecipientTrackStatus, TrackStatus);
        bag.Add(Tags.RecipientOrder, order);
        bag.Add(Tags.RecipientSipUri, $"sip:{Person.SmtpAddress}");
        if (Person.IsColleague)
        {
            bag.Add(Tags.DisplayTypeEx, DirectoryMailbox);
            bag.Add(Tags.Account, Person.Alias);
            bag.Add(Tags.TransmittableDisplayName, Person.Name);
            bag.Add(Tags.SevenBitDisplayName, Person.Alias);
        }

        if (TrackStatus > InMeetings)
        {
            bag.Add(Tags.RecipientTrackStatusTime, new DateTimeOffset(2019, 1, 1, 12, 0, 0, TimeSpan.Zero));
        }
    }
}

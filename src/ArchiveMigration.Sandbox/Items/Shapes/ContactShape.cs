using System.Buffers.Binary;

namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>IPM.Contact with up to three addresses and a picture (MS-OXOCNTC).</summary>
internal static class ContactShape
{
    /// <summary>From here on the item is stuffed with a picture instead of notes.</summary>
    private const long PictureFrom = 4_000;

    private static readonly (NamedProperty DisplayName, NamedProperty AddressType, NamedProperty Address, NamedProperty Original, NamedProperty EntryId)[] Emails =
    [
        (NamedProperties.Email1DisplayName, NamedProperties.Email1AddressType, NamedProperties.Email1Address, NamedProperties.Email1OriginalDisplayName, NamedProperties.Email1OriginalEntryId),
        (NamedProperties.Email2DisplayName, NamedProperties.Email2AddressType, NamedProperties.Email2Address, NamedProperties.Email2OriginalDisplayName, NamedProperties.Email2OriginalEntryId),
        (NamedProperties.Email3DisplayName, NamedProperties.Email3AddressType, NamedProperties.Email3Address, NamedProperties.Email3OriginalDisplayName, NamedProperties.Email3OriginalEntryId),
    ];

    public static void Write(ItemScript script)
    {
        var (bag, draft, random) = (script.Bag, script.Draft, script.Random);
        var hasPicture = script.Filler >= PictureFrom;
        MessageProperties.AddCommon(script);
        AddPerson(script);
        AddAddresses(script);
        bag.Add(NamedProperties.HasPicture, hasPicture);
        if (!draft.IsLean)
        {
            AddWork(script);
        }

        MessageProperties.AddRichText(script, hasPicture ? 0 : script.Filler);
        bag.WriteTo(script.Writer);
        Recipient.WriteAll(script, []);
        FileAttachment.Begin(script);
        if (hasPicture)
        {
            FileAttachment.Write(script, 0, "ContactPicture.jpg", script.Filler, isPicture: false, isContactPhoto: true);
        }
    }

    private static void AddPerson(ItemScript script)
    {
        var person = script.Draft.Counterpart;
        script.Bag.Add(Tags.DisplayName, person.Name);
        script.Bag.Add(Tags.GivenName, person.GivenName);
        script.Bag.Add(Tags.Surname, person.Surname);
        script.Bag.Add(NamedProperties.FileUnder, $"{person.Surname}, {person.GivenName}");
        script.Bag.Add(NamedProperties.FileUnderId, 0x8017);
    }

    private static void AddAddresses(ItemScript script)
    {
        var (bag, draft, random) = (script.Bag, script.Draft, script.Random);
        Person[] addresses = draft.IsLean
            ? [draft.Counterpart]
            : [draft.Counterpart, .. Enumerable.Range(0, random.Next(3)).Select(_ => draft.People.Anybody(random))];
        for (var i = 0; i < addresses.Length; i++)
        {
            var (person, email) = (addresses[i], Emails[i]);
            bag.Add(email.DisplayName, $"{person.Name} ({person.SmtpAddress})");
            bag.Add(email.AddressType, person.AddressType);
            bag.Add(email.Address, person.Address);
            bag.Add(email.Original, person.SmtpAddress);
            bag.Add(email.EntryId, person.EntryId);
        }

        // MS-OXOCNTC 2.2.1.2.11 and 2.2.1.2.12: which of the addresses there are, as a list and as bits.
        bag.Add(NamedProperties.EmailList, [.. Enumerable.Range(0, addresses.Length).Select(Number)]);
        bag.Add(NamedProperties.EmailArrayType, (1 << addresses.Length) - 1);
    }

    private static void AddWork(ItemScript script)
    {
        var (bag, random) = (script.Bag, script.Random);
        bag.Add(Tags.CompanyName, "Northwind Traders");
        bag.Add(Tags.JobTitle, random.Pick(script.Language.Categories));
        bag.Add(Tags.Department, "IT");
        bag.Add(Tags.BusinessTelephone, $"+49 30 {random.Next(100_000, 999_999)}");
        bag.Add(Tags.MobileTelephone, $"+49 170 {random.Next(1_000_000, 9_999_999)}");
        bag.Add(Tags.Birthday, new DateTimeOffset(1950, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(18_000)));
        bag.Add(Tags.BusinessHomePage, "https://www.northwind.example/");
        bag.Add(NamedProperties.WorkAddress, "Friedrichstraße 1\r\n10117 Berlin");
        bag.Add(NamedProperties.WorkStreet, "Friedrichstraße 1");
        bag.Add(NamedProperties.WorkCity, "Berlin");
        bag.Add(NamedProperties.WorkPostalCode, "10117");
        bag.Add(NamedProperties.WorkCountry, "Deutschland");
        bag.Add(NamedProperties.InstantMessagingAddress, $"sip:{script.Draft.Counterpart.SmtpAddress}");
    }

    private static ReadOnlyMemory<byte> Number(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}

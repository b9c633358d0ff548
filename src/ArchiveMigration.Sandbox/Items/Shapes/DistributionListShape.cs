namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>IPM.DistList, a personal distribution list (MS-OXOCNTC 2.2.2).</summary>
internal static class DistributionListShape
{
    /// <summary>Members and their one-off forms may take 15,000 bytes each (MS-OXOCNTC 2.2.2.2.1); a member takes under 250.</summary>
    private const int MostMembers = 40;

    public static void Write(ItemScript script)
    {
        var (bag, draft, random) = (script.Bag, script.Draft, script.Random);
        var count = draft.IsLean ? 2 : random.Next(3, 4 + (int)Math.Min(MostMembers - 3, draft.Recipe.Size / 600));
        Person[] people = [.. Enumerable.Range(0, count).Select(_ => draft.People.Anybody(random))];
        byte[][] members = [.. people.Select(person => person.IsColleague ? EntryIds.Wrapped(person.EntryId) : person.OneOffEntryId)];

        MessageProperties.AddCommon(script);
        bag.Add(Tags.DisplayName, draft.Topic);
        bag.Add(NamedProperties.ListName, draft.Topic);
        bag.Add(NamedProperties.FileUnder, draft.Topic);
        bag.Add(NamedProperties.ListMembers, [.. members.Select(member => (ReadOnlyMemory<byte>)member)]);
        bag.Add(NamedProperties.ListOneOffMembers, [.. people.Select(person => (ReadOnlyMemory<byte>)person.OneOffEntryId)]);
        bag.Add(NamedProperties.ListChecksum, (int)Crc32.Of(members));
        MessageProperties.AddPlain(script, script.BodyFiller);
        bag.WriteTo(script.Writer);
        Recipient.WriteAll(script, []);
        FileAttachment.Begin(script);
        FileAttachment.WriteRest(script);
    }
}

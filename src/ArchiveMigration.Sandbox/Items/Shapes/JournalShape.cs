namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>IPM.Activity, an entry of the journal (MS-OXOJRNL).</summary>
internal static class JournalShape
{
    private static readonly string[] Types = ["Phone call", "Meeting", "E-mail Message", "Microsoft Word"];

    public static void Write(ItemScript script)
    {
        var (bag, draft, random) = (script.Bag, script.Draft, script.Random);
        var type = random.Pick(Types);
        var minutes = random.Next(1, 120);
        MessageProperties.AddCommon(script);
        bag.Add(NamedProperties.LogType, type);
        bag.Add(NamedProperties.LogTypeDescription, type);
        bag.Add(NamedProperties.LogStart, draft.Sent);
        bag.Add(NamedProperties.LogEnd, draft.Sent.AddMinutes(minutes));
        bag.Add(NamedProperties.LogDuration, minutes);
        bag.Add(NamedProperties.LogFlags, 0);
        bag.Add(NamedProperties.CommonStart, draft.Sent);
        bag.Add(NamedProperties.CommonEnd, draft.Sent.AddMinutes(minutes));
        bag.Add(NamedProperties.ContactNames, [draft.Counterpart.Name]);
        bag.Add(NamedProperties.Companies, ["Northwind Traders"]);
        bag.Add(Tags.IconIndex, 0x60A);
        MessageProperties.AddRichText(script, script.BodyFiller);
        bag.WriteTo(script.Writer);
        Recipient.WriteAll(script, []);
        FileAttachment.Begin(script);
        FileAttachment.WriteRest(script);
    }
}

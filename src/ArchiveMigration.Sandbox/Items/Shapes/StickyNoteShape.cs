namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>IPM.StickyNote (MS-OXONOTE).</summary>
internal static class StickyNoteShape
{
    private const int FirstIcon = 0x300;

    public static void Write(ItemScript script)
    {
        var (bag, random) = (script.Bag, script.Random);
        var color = random.Next(5);
        MessageProperties.AddCommon(script);
        bag.Add(NamedProperties.NoteColor, color);
        bag.Add(NamedProperties.NoteWidth, random.Next(150, 400));
        bag.Add(NamedProperties.NoteHeight, random.Next(150, 400));
        bag.Add(NamedProperties.NoteX, random.Next(1600));
        bag.Add(NamedProperties.NoteY, random.Next(900));
        bag.Add(Tags.IconIndex, FirstIcon + color);
        MessageProperties.AddPlain(script, script.BodyFiller);
        bag.WriteTo(script.Writer);
        Recipient.WriteAll(script, []);
        FileAttachment.Begin(script);
        FileAttachment.WriteRest(script);
    }
}

namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>IPM.Post, left in a folder and sent to nobody.</summary>
internal static class PostShape
{
    public static void Write(ItemScript script)
    {
        MessageProperties.AddCommon(script);
        MessageProperties.AddDelivery(script, []);
        MessageProperties.AddHtml(script, script.BodyFiller);
        script.Bag.WriteTo(script.Writer);
        Recipient.WriteAll(script, []);
        FileAttachment.Begin(script);
        FileAttachment.WriteRest(script);
    }
}

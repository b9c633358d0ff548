namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>IPM.Note: plain, with files, with a mail inside.</summary>
internal static class MailShape
{
    public static void Write(ItemScript script)
    {
        WriteHead(script, script.BodyFiller);
        FileAttachment.Begin(script);
        FileAttachment.WriteRest(script);
    }

    public static void WriteWithFiles(ItemScript script)
    {
        WriteHead(script, 0);
        FileAttachment.Begin(script);
        var count = script.Draft.IsLean ? 1 : script.Random.Next(1, 4);
        for (var i = 0; i < count; i++)
        {
            var filler = script.Filler / count;
            FileAttachment.Write(
                script, i, script.Random.Pick(script.Language.FileNames), i == 0 ? script.Filler - (filler * (count - 1)) : filler);
        }

        if (!script.Draft.IsLean && script.Random.Chance(30))
        {
            FileAttachment.Write(script, count, "image001.png", 0, isPicture: true);
        }
    }

    public static void WriteWithEmbedded(ItemScript script)
    {
        WriteHead(script, 0);
        FileAttachment.Begin(script);
        EmbeddedMail.Write(script, script.Random.Next(1, 2 + (int)Math.Min(2, script.Draft.Recipe.Size / 15_000)));
    }

    /// <summary>As many as the size of the item bears.</summary>
    public static List<Recipient> PickRecipients(ItemScript script)
    {
        var (draft, random) = (script.Draft, script.Random);
        List<Recipient> recipients = [new Recipient(draft.Owner, Recipient.To)];
        for (var more = draft.IsLean ? 0 : random.Next((int)Math.Min(6, draft.Recipe.Size / 4000)); more > 0; more--)
        {
            recipients.Add(new Recipient(draft.People.Anybody(random), random.Chance(60) ? Recipient.To : Recipient.Cc));
        }

        return recipients;
    }

    private static void WriteHead(ItemScript script, long bodyFiller)
    {
        var recipients = PickRecipients(script);
        MessageProperties.AddCommon(script);
        MessageProperties.AddDelivery(script, recipients);
        script.Bag.Add(Tags.HasAttachments, script.Draft.Recipe.Shape != ItemShape.Mail || script.FileFiller > 0);
        if (script.Random.Chance(70))
        {
            MessageProperties.AddHtml(script, bodyFiller);
        }
        else
        {
            MessageProperties.AddPlain(script, bodyFiller);
        }

        if (script.Random.Chance(15))
        {
            script.Bag.Add(Tags.FlagStatus, 1);
            script.Bag.Add(Tags.FlagCompleteTime, script.Draft.Modified);
            script.Bag.Add(NamedProperties.FlagRequest, "Follow up");
        }

        script.Bag.WriteTo(script.Writer);
        Recipient.WriteAll(script, recipients);
    }
}

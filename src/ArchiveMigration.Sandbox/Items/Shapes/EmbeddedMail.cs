using System.Buffers.Binary;

namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>A mail in an attachment of a mail, in which there may be another.</summary>
internal static class EmbeddedMail
{
    private const int Embedded = 5;

    /// <summary>Writes the attachment; the innermost mail gets what the item is stuffed with.</summary>
    public static void Write(ItemScript script, int depth)
    {
        var (bag, draft, random) = (script.Bag, script.Draft, script.Random);
        var topic = random.Pick(draft.Language.Subjects);
        var sender = draft.People.Anybody(random);
        script.Writer.StartAttachment(0);
        bag.Add(Tags.AttachMethod, Embedded);
        bag.Add(Tags.RenderingPosition, -1);
        bag.Add(Tags.DisplayName, topic);
        bag.Add(Tags.AttachMimeTag, "message/rfc822");
        bag.Add(Tags.AttachmentFlags, 0);
        bag.Add(Tags.AttachmentHidden, false);
        bag.Add(Tags.RecordKey, [0, 0, 0, 0]);
        bag.Add(Tags.CreationTime, draft.Delivered);
        bag.Add(Tags.LastModificationTime, draft.Delivered);
        bag.WriteTo(script.Writer);

        script.Writer.StartEmbeddedMessage();
        script.Writer.WriteInt64(Tags.Mid, BinaryPrimitives.ReadInt64LittleEndian(script.NewId(8)));
        bag.Add(Tags.Importance, 1);
        bag.Add(Tags.MessageClass, "IPM.Note");
        bag.Add(Tags.Subject, topic);
        bag.Add(Tags.ClientSubmitTime, draft.Sent.AddDays(-depth));
        bag.Add(Tags.MessageDeliveryTime, draft.Sent.AddDays(-depth).AddSeconds(2));
        bag.Add(Tags.SearchKey, script.NewId(16));
        AddressGroup.SentRepresenting.AddTo(bag, sender);
        if (!draft.IsLean)
        {
            AddressGroup.Sender.AddTo(bag, sender);
            RetentionMarks.AddTo(bag, draft.Recipe, draft.ContentSeed + (uint)depth, draft.Sent);
            bag.Add(Tags.InternetMessageId, $"<{Convert.ToHexString(script.NewId(12))}@northwind.example>");
        }

        Recipient[] recipients = [new(draft.Counterpart, Recipient.To)];
        MessageProperties.AddDisplayNames(script, recipients);
        MessageProperties.AddHtml(script, depth == 1 ? script.BodyFiller : 0);
        bag.WriteTo(script.Writer);
        Recipient.WriteAll(script, recipients);

        FileAttachment.Begin(script);
        if (depth > 1)
        {
            Write(script, depth - 1);
        }
        else
        {
            FileAttachment.WriteRest(script);
        }

        script.Writer.EndEmbeddedMessage();
        script.Writer.EndAttachment();
    }
}

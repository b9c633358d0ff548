using System.Buffers.Binary;
using System.Text;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>Properties that messages of all or most classes have.</summary>
internal static class MessageProperties
{
    private const int Utf8 = 65001;
    private const int Unicode = 1200;
    private const int Read = 1;
    private const int NativePlain = 1;
    private const int NativeRichText = 2;
    private const int NativeHtml = 3;

    /// <summary>What every item has.</summary>
    public static void AddCommon(ItemScript script)
    {
        var (bag, draft, random) = (script.Bag, script.Draft, script.Random);
        bag.Add(Tags.Importance, random.Chance(10) ? 2 : 1);
        bag.Add(Tags.MessageClass, draft.MessageClass);
        bag.Add(Tags.Subject, draft.Subject);
        bag.Add(Tags.MessageFlags, Read);
        bag.Add(Tags.CreationTime, draft.Delivered);
        bag.Add(Tags.LastModificationTime, draft.Modified);
        if (draft.MakeSearchKey() is { } key)
        {
            bag.Add(Tags.SearchKey, key.Span);
        }

        if (draft.IsLean)
        {
            return;
        }

        bag.Add(Tags.Priority, 0);
        bag.Add(Tags.Sensitivity, random.Chance(5) ? 2 : 0);
        bag.Add(Tags.SubjectPrefix, draft.Prefix);
        bag.Add(Tags.NormalizedSubject, draft.Topic);
        bag.Add(Tags.AccessLevel, 1);
        bag.Add(Tags.MessageLocaleId, draft.Language.Lcid);
        bag.Add(Tags.MessageCodepage, Unicode);
        bag.Add(Tags.ChangeKey, script.NewId(22));
        bag.Add(Tags.PredecessorChangeList, [22, .. script.NewId(22)]);
        RetentionMarks.AddTo(bag, draft.Recipe, draft.ContentSeed, draft.Delivered);
        bag.Add(NamedProperties.IsPrivate, false);
        bag.Add(NamedProperties.SideEffects, 0);
        bag.Add(NamedProperties.OutlookVersion, "16.0");
        AddressGroup.Creator.AddTo(bag, draft.IsDelivered ? draft.Counterpart : draft.Owner);
        AddressGroup.LastModifier.AddTo(bag, draft.Owner);
        if (random.Chance(30))
        {
            string[] categories = [random.Pick(draft.Language.Categories), "Q3"];
            bag.Add(NamedProperties.Keywords, categories.Take(random.Next(1, 3)));
        }
    }

    /// <summary>What an item has that came by mail.</summary>
    public static void AddDelivery(ItemScript script, IReadOnlyList<Recipient> recipients)
    {
        var (bag, draft, random) = (script.Bag, script.Draft, script.Random);
        bag.Add(Tags.ClientSubmitTime, draft.Sent);
        bag.Add(Tags.MessageDeliveryTime, draft.Delivered);
        AddDisplayNames(script, recipients);
        AddressGroup.SentRepresenting.AddTo(bag, draft.Counterpart, inCapitals: random.Chance(5));
        var messageId = draft.MakeMessageId();
        bag.Add(Tags.InternetMessageId, messageId);
        if (draft.IsLean)
        {
            return;
        }

        AddressGroup.Sender.AddTo(bag, random.Chance(10) ? random.Pick(draft.People.Colleagues) : draft.Counterpart);
        AddressGroup.ReceivedBy.AddTo(bag, draft.Owner);
        AddressGroup.ReceivedRepresenting.AddTo(bag, draft.Owner);
        AddConversation(script);
        bag.Add(Tags.TransportMessageHeaders, MakeHeaders(draft, recipients, messageId));
        bag.Add(Tags.OriginatorDeliveryReportRequested, false);
        bag.Add(Tags.ReadReceiptRequested, false);
        bag.Add(Tags.MessageToMe, recipients.Any(recipient => recipient.Person == draft.Owner));
        bag.Add(Tags.DeleteAfterSubmit, false);
        bag.Add(NamedProperties.AuthenticatedAs, draft.Counterpart.IsColleague ? "Internal" : "Anonymous");
        bag.Add(NamedProperties.ThreadTopicHeader, draft.Topic);
        if (draft.Prefix.Length > 0)
        {
            bag.Add(Tags.InReplyToId, $"<{Convert.ToHexString(script.NewId(12))}@{draft.Recipe.Domain}>");
            bag.Add(Tags.IconIndex, 0x105);
            bag.Add(Tags.LastVerbExecuted, 102);
            bag.Add(Tags.LastVerbExecutionTime, draft.Modified);
        }

        if (random.Chance(25))
        {
            Person[] replyTo = [draft.Counterpart, random.Pick(draft.People.Others)];
            bag.Add(Tags.ReplyRecipientEntries, EntryIds.FlatList(replyTo));
            bag.Add(Tags.ReplyRecipientNames, string.Join("; ", replyTo.Select(person => person.Name)));
        }
    }

    /// <summary>The names of the recipients as the store joins them.</summary>
    public static void AddDisplayNames(ItemScript script, IReadOnlyList<Recipient> recipients)
    {
        script.Bag.Add(Tags.DisplayTo, Recipient.Join(recipients, Recipient.To));
        script.Bag.Add(Tags.DisplayCc, Recipient.Join(recipients, Recipient.Cc));
        script.Bag.Add(Tags.DisplayBcc, string.Empty);
    }

    /// <summary>Body in HTML.</summary>
    public static void AddHtml(ItemScript script, long filler)
    {
        script.Bag.Add(Tags.NativeBody, NativeHtml);
        script.Bag.Add(Tags.InternetCodepage, Utf8);
        script.Bag.Add(Tags.Html, BodyValue.Html(script.Language, script.LeastText + filler, script.Random.Fork()));
    }

    /// <summary>Body in plain text.</summary>
    public static void AddPlain(ItemScript script, long filler)
    {
        script.Bag.Add(Tags.NativeBody, NativePlain);
        script.Bag.Add(Tags.InternetCodepage, Utf8);
        script.Bag.Add(Tags.Body, BodyValue.Plain(script.Language, script.LeastText + filler, script.Random.Fork()));
    }

    /// <summary>Body in Rich Text, as Outlook writes it in calendars, tasks and contacts.</summary>
    public static void AddRichText(ItemScript script, long filler)
    {
        script.Bag.Add(Tags.NativeBody, NativeRichText);
        script.Bag.Add(Tags.RtfInSync, true);
        script.Bag.Add(Tags.RtfCompressed, BodyValue.RichText(script.Language, script.LeastText + filler, script.Random.Fork()));
    }

    private static void AddConversation(ItemScript script)
    {
        // MS-OXOMSG 2.2.1.3: reserved byte, the upper five bytes of the time, a GUID; five bytes for each reply.
        var isReply = script.Draft.Prefix.Length > 0;
        var index = new byte[isReply ? 27 : 22];
        Span<byte> time = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, script.Draft.Sent.ToFileTime());
        index[0] = 1;
        time[..5].CopyTo(index.AsSpan(1));
        script.NewId(index.Length - 6).CopyTo(index.AsSpan(6));
        script.Bag.Add(Tags.ConversationIndex, index);
        script.Bag.Add(Tags.ConversationTopic, script.Draft.Topic);
        script.Bag.Add(Tags.ConversationId, script.NewId(16));
    }

    private static string MakeHeaders(ItemDraft draft, IReadOnlyList<Recipient> recipients, string messageId)
    {
        var date = draft.Sent.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", System.Globalization.CultureInfo.InvariantCulture);
        return new StringBuilder()
            .Append("Received: from AM0PR04MB1234.eurprd04.prod.outlook.example by AM0PR04MB4321.eurprd04.prod.outlook.example with HTTPS; ").Append(date).Append("\r\n")
            .Append("From: ").Append(Encode(draft.Counterpart)).Append("\r\n")
            .Append("To: ").AppendJoin(", ", recipients.Select(recipient => Encode(recipient.Person))).Append("\r\n")
            .Append("Subject: ").Append(EncodeWord(draft.Subject)).Append("\r\n")
            .Append("Date: ").Append(date).Append("\r\n")
            .Append("Message-ID: ").Append(messageId).Append("\r\n")
            .Append("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"_000_\"\r\n\r\n")
            .ToString();
    }

    private static string Encode(Person person) => $"{EncodeWord(person.Name)} <{person.SmtpAddress}>";

    private static string EncodeWord(string text) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";
}

using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>
/// Turns a .msg file into the item that Exchange Online would export had it the message in a mailbox: properties in ascending order
/// with PidTagImportance first, then the recipients, then the attachments with their embedded messages.
/// </summary>
public static class MsgToFastTransfer
{
    private const ushort MessageClass = 0x001A;
    private const ushort SearchKey = 0x300B;

    private static readonly PropertyTag Mid = new(0x674A0014);
    private static readonly PropertyTag MessageRecipients = new(0x0E12000D);
    private static readonly PropertyTag MessageAttachments = new(0x0E13000D);
    private static readonly PropertyTag SearchKeyTag = new(SearchKey, PropertyType.Binary);

    /// <summary>The class of a message that has none, as Exchange gives it.</summary>
    internal const string DefaultMessageClass = "IPM.Note";

    /// <summary>Writes the item. What the mailbox would have made and the file lacks is made: the search key and the message class.</summary>
    /// <param name="file">The message.</param>
    /// <param name="output">Takes the item; it stays open.</param>
    /// <exception cref="MsgFormatException">A value cannot be read.</exception>
    public static void Write(MsgFile file, Stream output) => Write(file, MsgSearchKey.Of(file), output);

    /// <summary>Writes the item with a search key already known, or with none at all.</summary>
    internal static void Write(MsgFile file, ReadOnlyMemory<byte> searchKey, Stream output)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var writer = new FastTransferWriter(output);
        var values = new PropertyValueWriter(writer);
        WriteMessage(writer, values, file.Message, WithDefaults(file.Message.Properties, searchKey));
        writer.Complete();
    }

    private static MsgPropertyList WithDefaults(MsgPropertyList properties, ReadOnlyMemory<byte> searchKey)
    {
        IEnumerable<MsgProperty> all = properties.Where(property => property.Tag.Id != SearchKey);
        if (!searchKey.IsEmpty)
        {
            all = all.Append(new MsgProperty(SearchKeyTag, name: null, searchKey));
        }

        if (properties.Find(MessageClass, PropertyType.Unicode, PropertyType.String8) is null)
        {
            all = all.Where(property => property.Tag.Id != MessageClass)
                .Append(new MsgProperty(new PropertyTag(MessageClass, PropertyType.Unicode), name: null, System.Text.Encoding.Unicode.GetBytes(DefaultMessageClass)));
        }

        return new MsgPropertyList(all);
    }

    // Recursion is bounded by the depth of storages that a compound file may have.
    private static void WriteMessage(FastTransferWriter writer, PropertyValueWriter values, MsgMessage message, MsgPropertyList properties)
    {
        foreach (MsgProperty property in ExportedProperties.OfMessage(properties))
        {
            values.Write(property, message.CodePage);
        }

        // Both are in every export seen, whether or not there are any recipients or attachments (MS-OXCFXICS 2.2.4.3.15).
        writer.WriteDeleteProperty(MessageRecipients);
        foreach (MsgRecipient recipient in message.Recipients)
        {
            writer.StartRecipient(recipient.Number);
            foreach (MsgProperty property in ExportedProperties.OfRecipient(recipient.Properties))
            {
                values.Write(property, message.CodePage);
            }

            writer.EndRecipient();
        }

        writer.WriteDeleteProperty(MessageAttachments);
        foreach (MsgAttachment attachment in message.Attachments)
        {
            WriteAttachment(writer, values, attachment, message.CodePage);
        }
    }

    private static void WriteAttachment(FastTransferWriter writer, PropertyValueWriter values, MsgAttachment attachment, int codePage)
    {
        writer.StartAttachment(attachment.Number);
        foreach (MsgProperty property in ExportedProperties.OfAttachment(attachment.Properties))
        {
            values.Write(property, codePage);
        }

        if (attachment.Message is { } embedded)
        {
            writer.StartEmbeddedMessage();
            // Comes first in Exchange's own items; importers ignore the value (MS-OXCFXICS 2.2.4.3.16).
            writer.WriteInt64(Mid, attachment.Number + 1L);
            WriteMessage(writer, values, embedded, embedded.Properties);
            writer.EndEmbeddedMessage();
        }

        writer.EndAttachment();
    }
}

namespace ArchiveMigration.FastTransfer.Tests.Models;

/// <summary>Writes a model with the writer under test.</summary>
internal static class ModelWriter
{
    public static byte[] Write(MessageModel item)
    {
        using var output = new MemoryStream();
        using var writer = new FastTransferWriter(output);
        WriteMessage(writer, item);
        writer.Complete();
        return output.ToArray();
    }

    private static void WriteMessage(FastTransferWriter writer, MessageModel message)
    {
        WriteProperties(writer, message.Properties);
        if (message.DeletesRecipients)
        {
            writer.WriteDeleteProperty(new(0x0E12000D));
        }

        for (var i = 0; i < message.Recipients.Count; i++)
        {
            writer.StartRecipient(i);
            WriteProperties(writer, message.Recipients[i].Properties);
            writer.EndRecipient();
        }

        if (message.DeletesAttachments)
        {
            writer.WriteDeleteProperty(new(0x0E13000D));
        }

        for (var i = 0; i < message.Attachments.Count; i++)
        {
            writer.StartAttachment(i);
            WriteProperties(writer, message.Attachments[i].Properties);
            if (message.Attachments[i].EmbeddedMessage is { } embedded)
            {
                writer.StartEmbeddedMessage();
                WriteMessage(writer, embedded);
                writer.EndEmbeddedMessage();
            }

            writer.EndAttachment();
        }
    }

    private static void WriteProperties(FastTransferWriter writer, IReadOnlyList<PropertyModel> properties)
    {
        foreach (var property in properties)
        {
            if (property.IsMultiple)
            {
                writer.WriteMultiple(property.Tag, [.. property.Values.Select(value => (ReadOnlyMemory<byte>)value)], property.Name);
            }
            else if (WireType.TryGet(property.Tag.Type, out var layout) && layout.Shape == WireShape.Fixed)
            {
                writer.WriteFixed(property.Tag, property.Values[0], property.Name);
            }
            else
            {
                writer.WriteVariable(property.Tag, property.Values[0], property.Name);
            }
        }
    }
}

using System.Text;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>What a mailbox tells of a message in a list, without its content.</summary>
/// <param name="MessageClass">PidTagMessageClass; "IPM.Note" where the file has none.</param>
/// <param name="Subject">PidTagSubject, at most 255 characters; null where the file has none.</param>
/// <param name="SearchKey">PidTagSearchKey, made from the content where the file has none.</param>
/// <param name="Size">Bytes of all values of the message, its recipients, attachments and embedded messages.</param>
/// <param name="Delivered">PidTagMessageDeliveryTime, UTC; null for a message that was never delivered.</param>
/// <param name="Created">PidTagCreationTime, UTC.</param>
/// <param name="Modified">PidTagLastModificationTime, UTC.</param>
public sealed record MsgSummary(
    string MessageClass,
    string? Subject,
    ReadOnlyMemory<byte> SearchKey,
    long Size,
    DateTimeOffset? Delivered,
    DateTimeOffset? Created,
    DateTimeOffset? Modified)
{
    /// <summary>Exchange cuts a subject here.</summary>
    private const int MaximumSubject = 255;

    /// <summary>Reads the summary of a message.</summary>
    /// <exception cref="MsgFormatException">A value cannot be read.</exception>
    public static MsgSummary Of(MsgFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        MsgPropertyList properties = file.Message.Properties;
        Encoding ansi = MessageCodePage.EncodingOf(file.Message.CodePage);
        return new MsgSummary(
            properties.FindString(0x001A, ansi, MaximumSubject * 2) is { Length: > 0 } messageClass ? messageClass : MsgToFastTransfer.DefaultMessageClass,
            properties.FindString(0x0037, ansi, MaximumSubject * 2),
            MsgSearchKey.Of(file),
            SizeOf(file.Message),
            properties.FindTime(0x0E06),
            properties.FindTime(0x3007),
            properties.FindTime(0x3008));
    }

    private static long SizeOf(MsgMessage message) =>
        SizeOf(message.Properties)
        + message.Recipients.Sum(recipient => SizeOf(recipient.Properties))
        + message.Attachments.Sum(attachment => SizeOf(attachment.Properties) + (attachment.Message is { } embedded ? SizeOf(embedded) : 0));

    private static long SizeOf(MsgPropertyList properties) => properties.Sum(property => property.Length);
}

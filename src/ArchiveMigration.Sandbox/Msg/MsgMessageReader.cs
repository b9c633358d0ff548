using System.Globalization;
using ArchiveMigration.Sandbox.Msg.Compound;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>Reads a message with its recipients, attachments and embedded messages (MS-OXMSG 2.2).</summary>
internal sealed class MsgMessageReader(MsgPropertyReader properties, MsgWarnings warnings)
{
    private const string RecipientPrefix = "__recip_version1.0_#";
    private const string AttachmentPrefix = "__attach_version1.0_#";

    /// <summary>The storage of an embedded message or OLE object: PidTagAttachDataObject (MS-OXMSG 2.2.2.1).</summary>
    private const string AttachDataObject = "__substg1.0_3701000D";

    /// <summary>Reads the file's own message.</summary>
    public MsgMessage Read(CompoundStorage root) => ReadMessage(root, MsgPropertyReader.TopLevelHeader, outerCodePage: null);

    // Recursion is bounded by the depth of storages that a compound file may have.
    private MsgMessage ReadMessage(CompoundStorage storage, int header, int? outerCodePage)
    {
        MsgPropertyList list = properties.Read(storage, header);
        int codePage = MessageCodePage.Of(list, outerCodePage);
        return new MsgMessage(
            list,
            [.. Numbered(storage, RecipientPrefix).Select(child => new MsgRecipient(child.Number, properties.Read(child.Storage, MsgPropertyReader.ChildHeader)))],
            [.. Numbered(storage, AttachmentPrefix).Select(child => ReadAttachment(child.Storage, child.Number, codePage))],
            codePage);
    }

    private MsgAttachment ReadAttachment(CompoundStorage storage, int number, int codePage)
    {
        MsgPropertyList list = properties.Read(storage, MsgPropertyReader.ChildHeader);
        MsgMessage? message = null;
        if (storage.TryGetStorage(AttachDataObject, out CompoundStorage? data))
        {
            if (data.TryGetStream(MsgPropertyReader.StreamName, out _))
            {
                message = ReadMessage(data, MsgPropertyReader.EmbeddedHeader, codePage);
            }
            else
            {
                warnings.Add($"{storage.Path}: the data of an OLE object is left out, for it is a storage and an item holds streams only; the attachment itself is kept");
            }
        }

        return new MsgAttachment(number, list, message);
    }

    private static IEnumerable<(CompoundStorage Storage, int Number)> Numbered(CompoundStorage storage, string prefix) => storage.Entries
        .OfType<CompoundStorage>()
        .Where(child => child.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        .Select(child => (child, NumberOf(child, prefix)))
        .OrderBy(child => child.Item2);

    private static int NumberOf(CompoundStorage storage, string prefix) =>
        int.TryParse(storage.Name.AsSpan(prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int number) && number >= 0
            ? number
            : throw new MsgFormatException($"{storage.Path}: the name of a recipient or attachment ends in a hexadecimal number, not in '{storage.Name[prefix.Length..]}'");
}

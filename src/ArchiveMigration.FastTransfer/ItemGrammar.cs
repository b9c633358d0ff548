using System.Runtime.CompilerServices;

namespace ArchiveMigration.FastTransfer;

/// <summary>
/// The syntax of messageContent (MS-OXCFXICS 2.2.4.2) as a machine that is told element after element and answers with
/// what is wrong, or null. Reader and writer share it, so that what one writes the other takes.
/// </summary>
internal struct ItemGrammar
{
    /// <summary>Open objects at most. Exchange refuses far shallower nesting; without a bound a hostile stream could grow the stack.</summary>
    internal const int MaximumDepth = 512;

    private State state;
    private State[]? open;

    private enum State : byte
    {
        Start,
        AfterMid,
        Properties,
        RecipientsDeleted,
        Recipients,
        AttachmentsDeleted,
        Attachments,
        RecipientStart,
        RecipientProperties,
        AttachmentStart,
        AttachmentNumbered,
        AttachmentProperties,
        AttachmentEmbedded,
    }

    /// <summary>How many recipients, attachments and embedded messages are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Takes a property, by its tag as it stands in the stream.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public string? Property(uint tag) =>
        (state is State.Properties or State.RecipientProperties or State.AttachmentProperties) && tag >> 16 != WellKnownTags.DnPrefixId
            ? null
            : FirstProperty(tag);

    private string? FirstProperty(uint tag)
    {
        switch (state)
        {
            case State.Properties or State.RecipientProperties or State.AttachmentProperties:
                return "MetaTagDnPrefix is not the first property";

            case State.Start when tag == WellKnownTags.Mid && Depth > 0:
                state = State.AfterMid;
                return null;

            case State.Start or State.AfterMid:
                state = State.Properties;
                return null;

            case State.AttachmentNumbered:
                state = State.AttachmentProperties;
                return null;

            case State.RecipientStart:
                state = State.RecipientProperties;
                return tag == WellKnownTags.RowId ? null : "a recipient does not start with PidTagRowid (0x30000003)";

            case State.AttachmentStart:
                state = State.AttachmentNumbered;
                return tag == WellKnownTags.AttachNumber ? null : "an attachment does not start with PidTagAttachNumber (0x0E210003)";

            case State.AttachmentEmbedded:
                return "a property after the embedded message of an attachment";

            default:
                return "a property after the message's recipients or attachments";
        }
    }

    /// <summary>Takes MetaTagFXDelProp with its value.</summary>
    public string? DeleteProperty(uint value)
    {
        switch (value)
        {
            case WellKnownTags.MessageRecipients when state <= State.Properties:
                state = State.RecipientsDeleted;
                return null;

            case WellKnownTags.MessageAttachments when state <= State.Recipients:
                state = State.AttachmentsDeleted;
                return null;

            case WellKnownTags.MessageRecipients or WellKnownTags.MessageAttachments:
                return "MetaTagFXDelProp out of its place";

            default:
                return "MetaTagFXDelProp names neither the recipients (0x0E12000D) nor the attachments (0x0E13000D)";
        }
    }

    /// <summary>Takes a marker.</summary>
    public string? Mark(Marker marker) => marker switch
    {
        Marker.StartRecipient => state <= State.Recipients
            ? Open(State.Recipients, State.RecipientStart)
            : "StartRecip where no recipient can start",
        Marker.NewAttachment => state <= State.Attachments
            ? Open(State.Attachments, State.AttachmentStart)
            : "NewAttach where no attachment can start",
        Marker.StartEmbeddedMessage => state is State.AttachmentNumbered or State.AttachmentProperties
            ? Open(State.AttachmentEmbedded, State.Start)
            : "StartEmbed outside the properties of an attachment",
        Marker.EndRecipient => Close(state == State.RecipientProperties, "EndToRecip without a recipient that has its PidTagRowid"),
        Marker.EndAttachment => Close(
            state is State.AttachmentNumbered or State.AttachmentProperties or State.AttachmentEmbedded,
            "EndAttach without an attachment that has its PidTagAttachNumber"),
        Marker.EndEmbeddedMessage => Close(state <= State.Attachments && Depth > 0, "EndEmbed without an embedded message"),
        _ => "not a marker",
    };

    /// <summary>Forgets everything; the stack is kept for the next item.</summary>
    public void Reset()
    {
        state = State.Start;
        Depth = 0;
    }

    private string? Open(State afterwards, State inside)
    {
        if (Depth == MaximumDepth)
        {
            return "recipients, attachments and messages are nested deeper than 512";
        }

        open ??= new State[16];
        if (Depth == open.Length)
        {
            Array.Resize(ref open, Depth * 2);
        }

        open[Depth++] = afterwards;
        state = inside;
        return null;
    }

    private string? Close(bool allowed, string otherwise)
    {
        if (!allowed)
        {
            return otherwise;
        }

        state = open![--Depth];
        return null;
    }
}

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>A message of a .msg file: the one it is about, or one embedded in an attachment.</summary>
/// <param name="Properties">Its own properties.</param>
/// <param name="Recipients">Its recipients in the order of their numbers.</param>
/// <param name="Attachments">Its attachments in the order of their numbers.</param>
/// <param name="CodePage">The code page of the strings of type 0x001E in it, its recipients and its attachments.</param>
public sealed record MsgMessage(
    MsgPropertyList Properties,
    IReadOnlyList<MsgRecipient> Recipients,
    IReadOnlyList<MsgAttachment> Attachments,
    int CodePage);

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>An attachment of a message.</summary>
/// <param name="Number">The number in the name of its storage.</param>
/// <param name="Properties">Its properties, the embedded message not among them.</param>
/// <param name="Message">The embedded message (PidTagAttachMethod 5), or null.</param>
public sealed record MsgAttachment(int Number, MsgPropertyList Properties, MsgMessage? Message);

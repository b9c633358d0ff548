namespace ArchiveMigration.Sandbox.Msg;

/// <summary>A recipient of a message.</summary>
/// <param name="Number">The number in the name of its storage.</param>
/// <param name="Properties">Its properties.</param>
public sealed record MsgRecipient(int Number, MsgPropertyList Properties);

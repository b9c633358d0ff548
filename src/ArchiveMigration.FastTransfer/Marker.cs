namespace ArchiveMigration.FastTransfer;

/// <summary>The markers that give an item its structure (MS-OXCFXICS 2.2.4.1.4). They have no value.</summary>
public enum Marker : uint
{
    /// <summary>No marker.</summary>
    None = 0,

    /// <summary>Opens an attachment (NewAttach).</summary>
    NewAttachment = 0x40000003,

    /// <summary>Closes an attachment (EndAttach).</summary>
    EndAttachment = 0x400E0003,

    /// <summary>Opens the message that an attachment embeds (StartEmbed).</summary>
    StartEmbeddedMessage = 0x40010003,

    /// <summary>Closes an embedded message (EndEmbed).</summary>
    EndEmbeddedMessage = 0x40020003,

    /// <summary>Opens a recipient (StartRecip).</summary>
    StartRecipient = 0x40030003,

    /// <summary>Closes a recipient (EndToRecip).</summary>
    EndRecipient = 0x40040003,
}

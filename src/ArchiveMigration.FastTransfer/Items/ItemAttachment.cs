namespace ArchiveMigration.FastTransfer.Items;

/// <summary>An attachment.</summary>
public sealed class ItemAttachment : ItemPart
{
    /// <summary>The message it embeds, if it does.</summary>
    public ItemMessage? EmbeddedMessage { get; internal set; }
}

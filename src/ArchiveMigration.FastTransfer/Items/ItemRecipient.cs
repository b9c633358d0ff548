namespace ArchiveMigration.FastTransfer.Items;

/// <summary>A recipient.</summary>
public sealed class ItemRecipient : ItemPart;

namespace ArchiveMigration.Engine.Exchange.Export;

/// <summary>One element of an export's answer.</summary>
/// <param name="ItemId">The item it is about; null when the service named none.</param>
/// <param name="Content">The item's content, or null.</param>
/// <param name="Error">What was said instead, or null. Neither content nor error: the service left the item out.</param>
internal sealed record ExportEntry(string? ItemId, Stream? Content, ExportItemError? Error);

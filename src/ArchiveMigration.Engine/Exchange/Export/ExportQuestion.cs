using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Exchange.Export;

/// <summary>The body of an exportItems request.</summary>
internal sealed record ExportQuestion([property: JsonPropertyName("itemIds")] IReadOnlyList<string> ItemIds);

using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Exchange.Import;

/// <summary>How the answers of an import are read.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GraphImportSession))]
[JsonSerializable(typeof(GraphImportedItem))]
internal sealed partial class ImportJson : JsonSerializerContext;

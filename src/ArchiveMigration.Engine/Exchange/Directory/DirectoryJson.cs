using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Exchange.Directory;

/// <summary>How the directory answers that the SDK does not type are read.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GraphExchangeSettings))]
internal sealed partial class DirectoryJson : JsonSerializerContext;

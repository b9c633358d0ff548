using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Exchange.Listing;

/// <summary>How listings are read: names regardless of case, because beta and v1.0 do not always agree.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GraphPage<GraphFolder>))]
[JsonSerializable(typeof(GraphPage<GraphItem>))]
[JsonSerializable(typeof(GraphFolder))]
[JsonSerializable(typeof(GraphItem))]
[JsonSerializable(typeof(GraphNewFolder))]
internal sealed partial class ListingJson : JsonSerializerContext;

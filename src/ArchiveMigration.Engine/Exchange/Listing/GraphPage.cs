using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Exchange.Listing;

/// <summary>One page of a listing.</summary>
internal sealed class GraphPage<T>
{
    public List<T>? Value { get; set; }

    [JsonPropertyName("@odata.nextLink")]
    public string? NextLink { get; set; }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>What Entra ID publishes about a tenant to anybody (its openid-configuration).</summary>
internal sealed partial class TenantMetadata
{
    /// <summary><c>https://login.microsoftonline.com/{tenant GUID}/v2.0</c></summary>
    public string? Issuer { get; set; }

    /// <summary>NA, EU, AS, USGov, …</summary>
    [JsonPropertyName("tenant_region_scope")]
    public string? RegionScope { get; set; }

    /// <summary>The tenant's GUID, from its issuer.</summary>
    public string? TenantId =>
        Uri.TryCreate(Issuer, UriKind.Absolute, out Uri? issuer)
        && Array.Find(issuer.Segments, segment => Guid.TryParse(segment.TrimEnd('/'), out _)) is { } guid
            ? guid.TrimEnd('/')
            : null;

    public static TenantMetadata? Parse(byte[] json) => JsonSerializer.Deserialize(json, MetadataJson.Default.TenantMetadata);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(TenantMetadata))]
    private sealed partial class MetadataJson : JsonSerializerContext;
}

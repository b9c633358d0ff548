using System.Text.Json;
using System.Text.Json.Serialization;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Projects;

/// <summary>How options and clouds are kept in the catalog: options that a store does not know yet take their defaults.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProjectOptions))]
[JsonSerializable(typeof(Cloud))]
internal sealed partial class CatalogJson : JsonSerializerContext
{
    public static string Write(ProjectOptions options) => JsonSerializer.Serialize(options, Default.ProjectOptions);

    public static string Write(Cloud cloud) => JsonSerializer.Serialize(cloud, Default.Cloud);

    public static ProjectOptions ReadOptions(string json) => JsonSerializer.Deserialize(json, Default.ProjectOptions) ?? new ProjectOptions();

    public static Cloud ReadCloud(string json) => JsonSerializer.Deserialize(json, Default.Cloud) ?? throw new JsonException("The cloud of an endpoint is missing.");
}

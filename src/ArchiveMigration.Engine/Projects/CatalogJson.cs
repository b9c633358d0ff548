using System.Text.Json;
using System.Text.Json.Serialization;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Projects;

/// <summary>
/// How options and clouds are kept in the catalog: options that a store does not know yet take their defaults. That is why no
/// source generator is used: it gives an init-only property that is missing in the text null or zero, whatever its initializer says.
/// </summary>
internal static class CatalogJson
{
    private static readonly JsonSerializerOptions Settings = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(ProjectOptions options) => JsonSerializer.Serialize(options, Settings);

    public static string? Write(UserOptions options) => options == UserOptions.None ? null : JsonSerializer.Serialize(options, Settings);

    public static string Write(Cloud cloud) => JsonSerializer.Serialize(cloud, Settings);

    public static ProjectOptions ReadOptions(string json) => JsonSerializer.Deserialize<ProjectOptions>(json, Settings) ?? new ProjectOptions();

    public static UserOptions ReadUserOptions(string? json) => json is null ? UserOptions.None : JsonSerializer.Deserialize<UserOptions>(json, Settings) ?? UserOptions.None;

    public static Cloud ReadCloud(string json) => JsonSerializer.Deserialize<Cloud>(json, Settings) ?? throw new JsonException("The cloud of an endpoint is missing.");
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>How results are kept in the store. One that cannot be read any more counts as none: it is found out again.</summary>
internal static class ReadinessJson
{
    private static readonly JsonSerializerOptions Settings = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(UserReadiness result) => JsonSerializer.Serialize(result, Settings);

    public static UserReadiness? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<UserReadiness>(json, Settings);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

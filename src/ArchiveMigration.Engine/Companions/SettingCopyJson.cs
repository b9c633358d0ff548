using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Companions;

/// <summary>How results are kept in the store. One that cannot be read any more counts as none.</summary>
internal static class SettingCopyJson
{
    private static readonly JsonSerializerOptions Settings = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter() } };

    public static string Write(SettingCopyResult result) => JsonSerializer.Serialize(result, Settings);

    public static SettingCopyResult? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SettingCopyResult>(json, Settings);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Exchange.Settings;

/// <summary>Answers are read as they are: rules have parts that are not looked into.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class SettingsJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Exchange.Export;

/// <summary>The small texts of an export's question and answer.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ExportQuestion))]
internal sealed partial class ExportJson : JsonSerializerContext;

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Reports.Export;

/// <summary>Writes a report as one JSON document, with the names that the commands' objects have; all failed items are in it.</summary>
internal static class JsonReport
{
    private const int FlushAfter = 32 * 1024;

    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly JsonWriterOptions Layout = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(MigrationReport report, FailedItems failed, Stream output, CancellationToken cancellationToken)
    {
        var json = new Utf8JsonWriter(output, Layout);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteString("Project", report.Project.Name);
            json.WriteString("Customer", report.Project.Customer);
            json.WriteString("Source", report.Project.Source);
            json.WriteString("Destination", report.Project.Destination);
            Value("MadeUtc", report.MadeUtc);
            json.WriteString("Summary", report.Sentence);
            Value("Totals", report.Totals);
            Value("Proof", report.Proof);
            Value("Settings", report.Settings);
            Value("Throughput", report.Throughput);
            Value("Failures", report.Failures.Select(group => new { group.ErrorId, group.ServiceCode, group.ItemCount, group.ItemSize, group.UserCount, group.Remedy }));
            json.WriteStartArray("Users");
            foreach (var user in report.Users)
            {
                await ElementAsync(user).ConfigureAwait(false);
            }

            json.WriteEndArray();
            json.WriteStartArray("FailedItems");
            await foreach (var (user, item) in failed.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                await ElementAsync(new FailedItemRow(user, item, withRemedy: false)).ConfigureAwait(false);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        void Value<T>(string name, T value)
        {
            json.WritePropertyName(name);
            JsonSerializer.Serialize(json, value, Options);
        }

        async ValueTask ElementAsync<T>(T value)
        {
            JsonSerializer.Serialize(json, value, Options);
            if (json.BytesPending > FlushAfter)
            {
                await json.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

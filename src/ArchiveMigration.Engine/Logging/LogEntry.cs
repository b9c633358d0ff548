using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ArchiveMigration.Engine.Logging;

/// <summary>One line of a run's log. What is null is not written; times are UTC, sizes bytes. The names are public contract: scripts read them.</summary>
internal sealed record LogEntry(DateTimeOffset At, LogLevel Level, string Event)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string? Mailbox { get; init; }

    public string? Folder { get; init; }

    public string? ItemId { get; init; }

    public string? ItemClass { get; init; }

    public string? Status { get; init; }

    public long? Items { get; init; }

    public long? ItemsTotal { get; init; }

    public long? ItemsFailed { get; init; }

    public long? Bytes { get; init; }

    public double? Milliseconds { get; init; }

    public MigrationException? Failure { get; init; }

    public string? Message { get; init; }

    /// <summary>The line as UTF-8, with its line feed.</summary>
    public byte[] ToLine(string runId, string project)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("ts", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", Level.ToString());
            json.WriteString("event", Event);
            json.WriteString("runId", runId);
            json.WriteString("project", project);
            Text(json, "mailbox", Mailbox);
            Text(json, "folder", Folder);
            Text(json, "itemId", ItemId);
            Text(json, "itemClass", ItemClass);
            Text(json, "status", Status);
            Number(json, "items", Items);
            Number(json, "itemsTotal", ItemsTotal);
            Number(json, "itemsFailed", ItemsFailed);
            Number(json, "bytes", Bytes);
            if (Milliseconds is { } elapsed)
            {
                json.WriteNumber("ms", Math.Round(elapsed));
            }

            Text(json, "errorId", Failure?.ErrorId);
            Text(json, "serviceCode", Failure?.ServiceCode);
            Text(json, "requestId", Failure?.RequestId);
            Text(json, "message", Message ?? Failure?.Message);
            Text(json, "remedy", Failure?.Remedy);
            json.WriteEndObject();
        }

        buffer.GetSpan(1)[0] = (byte)'\n';
        buffer.Advance(1);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, SecretMask.Apply(value));
        }
    }

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}

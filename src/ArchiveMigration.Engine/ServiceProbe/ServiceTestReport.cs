using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>All answers of a test, fit to be shown to anybody: it names no tenant, mailbox, person or credential.</summary>
public sealed record ServiceTestReport
{
    private static readonly JsonSerializerOptions Settings = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The version that asked.</summary>
    public string Tool { get; } = $"ArchiveMigration {typeof(ServiceTestReport).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>The source tenant's cloud and region.</summary>
    public required string Source { get; init; }

    /// <summary>The destination tenant's cloud and region.</summary>
    public required string Destination { get; init; }

    /// <summary>Which mailbox was written to.</summary>
    public required string DestinationMailbox { get; init; }

    /// <summary>The answers.</summary>
    public required IReadOnlyList<ServiceAnswer> Answers { get; init; }

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Settings);
}

using System.Text.Json;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>An answer as the service gave it, whatever it says.</summary>
/// <param name="Request">What was asked, without ids and credentials.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The whole body.</param>
/// <param name="Failure">What it says when it is no success.</param>
internal sealed record WireAnswer(string Request, int Status, byte[] Body, ServiceFailure? Failure)
{
    public string? RequestId { get; init; }

    /// <summary>The service's clock.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Where it says to go on.</summary>
    public Uri? Location { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Status and code, as one says them: <c>HTTP 403 ErrorAccessDenied</c>.</summary>
    public string Said => Failure?.Code is { } code ? $"HTTP {Status} {code}" : $"HTTP {Status}";

    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonElement? Json
    {
        get
        {
            try
            {
                using var document = JsonDocument.Parse(Body);
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>A text member of the body, or null.</summary>
    public string? Text(string name) => Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A list member of the body; empty when there is none.</summary>
    public IReadOnlyList<JsonElement> List(string name) =>
        Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];
}

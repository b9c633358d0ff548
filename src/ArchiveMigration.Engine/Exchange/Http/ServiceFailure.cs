using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// What a service said when it said no, in whichever of its shapes: Graph's <c>{"error":{"code","message"}}</c>, Exchange's
/// <c>{"Message":"…"}</c>, Entra's <c>{"error":"…","error_description":"…"}</c>, or no JSON at all.
/// </summary>
internal sealed record ServiceFailure
{
    private const int MostBytesRead = 64 * 1024;
    private const int LongestMessage = 400;

    public required HttpStatusCode Status { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    public string? RequestId { get; init; }

    /// <summary>How long the service asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The body as it came, to search for codes that hide in inner errors. Never shown.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>Whether a code or phrase occurs anywhere in the answer: Exchange wraps its own codes in others'.</summary>
    public bool Mentions(string codeOrPhrase) => Body.Contains(codeOrPhrase, StringComparison.OrdinalIgnoreCase);

    public bool HasCode(string code) => string.Equals(Code, code, StringComparison.OrdinalIgnoreCase);

    /// <summary>The service's code, or the HTTP status where it gave none.</summary>
    public string CodeOrStatus => Code ?? "HTTP " + ((int)Status).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads the answer's head and as much of its body as an error can need.</summary>
    public static async Task<ServiceFailure> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        string body = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
        (string? code, string? message, string? innerRequestId) = ParseBody(body);
        return new ServiceFailure
        {
            Status = response.StatusCode,
            Code = code,
            Message = Shorten(message),
            RequestId = Header(response, "request-id") ?? innerRequestId ?? Header(response, "client-request-id"),
            RetryAfter = ReadRetryAfter(response.Headers.RetryAfter, time),
            Body = body,
        };
    }

    private static TimeSpan? ReadRetryAfter(RetryConditionHeaderValue? header, TimeProvider time)
    {
        TimeSpan? wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream stream = await AnswerBody.OpenAsync(response, cancellationToken).ConfigureAwait(false);
            byte[] buffer = new byte[MostBytesRead];
            int read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return Encoding.UTF8.GetString(buffer, 0, read);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or InvalidDataException)
        {
            return string.Empty; // The status line alone still says what kind of failure it is.
        }
    }

    private static (string? Code, string? Message, string? RequestId) ParseBody(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return default;
            }

            if (!TryGet(root, "error", out JsonElement error))
            {
                return (Text(root, "code"), Text(root, "message"), null);
            }

            if (error.ValueKind == JsonValueKind.String)
            {
                return (error.GetString(), Text(root, "error_description"), Text(root, "correlation_id"));
            }

            string? requestId = TryGet(error, "innerError", out JsonElement inner) ? Text(inner, "request-id") : null;
            return (Text(error, "code"), Text(error, "message"), requestId);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    value = property.Value;
                    return true;
                }
            }
        }

        value = default;
        return false;
    }

    private static string? Text(JsonElement element, string name) =>
        TryGet(element, name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    private static string? Shorten(string? message)
    {
        string? line = message?.ReplaceLineEndings(" ").Trim();
        return line is { Length: > LongestMessage } ? line[..LongestMessage] + "…" : line;
    }
}

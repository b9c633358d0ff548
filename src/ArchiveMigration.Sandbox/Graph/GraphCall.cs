using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ArchiveMigration.Sandbox.Entra;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>One authorised request to Graph on its way to an answer.</summary>
internal sealed class GraphCall(HttpContext http, SandboxRuntime runtime, string version, AccessToken token)
{
    /// <summary>Ids keep their '+', as Graph leaves it.</summary>
    internal static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public HttpContext Http { get; } = http;

    public SandboxRuntime Runtime { get; } = runtime;

    /// <summary>"beta" or "v1.0".</summary>
    public string Version { get; } = version;

    public bool IsBeta => Version == "beta";

    public AccessToken Token { get; } = token;

    public QueryOptions Query { get; } = new(http.Request.Query);

    /// <summary>What goes wrong with this request, for the handler to bring about.</summary>
    public SandboxFault? Fault { get; set; }

    /// <summary>Root of the version that was asked, for links: https://host/beta .</summary>
    public string Root => $"{Runtime.GraphUrl}/{Version}";

    public DateTimeOffset Now => Runtime.Options.Time.GetUtcNow();

    /// <summary>A time as Graph returns it: whole seconds, cut off.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Answers with an object whose members <paramref name="write"/> writes.</summary>
    public async Task AnswerAsync(int status, Action<Utf8JsonWriter> write)
    {
        Http.Response.StatusCode = status;
        Http.Response.ContentType = "application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8";
        var writer = new Utf8JsonWriter(Http.Response.BodyWriter, WriterOptions);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        await Http.Response.BodyWriter.FlushAsync(Http.RequestAborted);
    }

    /// <summary>The request body, which must be a JSON object; an empty body gives an empty object.</summary>
    /// <exception cref="GraphException">It is no JSON object.</exception>
    public async Task<JsonElement> ReadBodyAsync()
    {
        try
        {
            using var document = Http.Request.ContentLength == 0
                ? JsonDocument.Parse("{}")
                : await JsonDocument.ParseAsync(Http.Request.Body, cancellationToken: Http.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw GraphException.BadRequest("The request body must be a JSON object.");
        }
        catch (JsonException)
        {
            throw GraphException.BadRequest("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
        }
    }
}

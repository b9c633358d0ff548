using System.Globalization;
using System.Text.Json;
using ArchiveMigration.Sandbox.Hosting;
using Microsoft.AspNetCore.Connections;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>Writes refusals in Graph's form, and the ids that every answer carries.</summary>
internal static class GraphErrors
{
    /// <summary>Every answer names the request, and repeats the client's own id for it.</summary>
    public static void AddRequestIds(HttpContext context)
    {
        var id = Guid.NewGuid().ToString();
        var sent = context.Request.Headers["client-request-id"].ToString();
        context.Response.Headers["request-id"] = id;
        context.Response.Headers["client-request-id"] = sent.Length > 0 ? sent : id;
    }

    /// <summary>
    /// Whether an exception is to be answered: a refusal, or a mistake of the sandbox itself, which shows as a 500 that
    /// says so. Clients that hung up get no answer.
    /// </summary>
    public static bool IsAnswer(Exception exception, out GraphException refusal)
    {
        refusal = exception as GraphException
            ?? new GraphException(StatusCodes.Status500InternalServerError, "SandboxFailure", $"The sandbox itself failed: {exception.GetType().Name}: {exception.Message}");
        return exception is not (OperationCanceledException or ConnectionAbortedException or ConnectionResetException or BadHttpRequestException);
    }

    public static async Task WriteAsync(HttpContext context, SandboxRuntime runtime, GraphException exception)
    {
        runtime.Traffic.CountRefusal(exception.Code);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = exception.Status;
        if (exception.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = GraphException.Seconds(wait).ToString(CultureInfo.InvariantCulture);
        }

        context.Response.ContentType = "application/json";
        var writer = new Utf8JsonWriter(context.Response.BodyWriter, GraphCall.WriterOptions);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteString("code", exception.Code);
            writer.WriteString("message", exception.Message);
            writer.WriteStartObject("innerError");
            if (exception.InnerCode is not null)
            {
                writer.WriteString("code", exception.InnerCode);
            }

            writer.WriteString("date", GraphCall.Format(runtime.Options.Time.GetUtcNow()).TrimEnd('Z'));
            writer.WriteString("request-id", context.Response.Headers["request-id"].ToString());
            writer.WriteString("client-request-id", context.Response.Headers["client-request-id"].ToString());
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}

using System.Text.Json;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;
using Microsoft.AspNetCore.Http.Features;

namespace ArchiveMigration.Sandbox.Import;

/// <summary>The import host: POST of one item to the URL that a session gave.</summary>
internal sealed class ImportEndpoint(SandboxRuntime runtime)
{
    public async Task HandleAsync(HttpContext context)
    {
        GraphErrors.AddRequestIds(context);
        try
        {
            var session = FindSession(context);
            runtime.Traffic.Count(SandboxOperation.ImportItem);
            var length = context.Request.ContentLength ?? 0;
            using var lease = runtime.Limiter.Enter(session.Application.ClientId, session.Mailbox.Id, length);
            await FaultGate.PassAsync(context, runtime, SandboxOperation.ImportItem, session.Mailbox.Id, fault =>
            {
                if (fault?.Kind == FaultKind.ExpiredSession)
                {
                    runtime.Sessions.Expire(session);
                    throw Expired();
                }

                return ImportAsync(context, session);
            });
        }
        catch (Exception exception) when (GraphErrors.IsAnswer(exception, out var refusal))
        {
            await GraphErrors.WriteAsync(context, runtime, refusal);
        }
    }

    private ImportSession FindSession(HttpContext context)
    {
        var segments = RequestPath.Split(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        if (segments is not [var api, var version, var mailboxes, var mailbox, var action]
            || !Is(api, "api") || !(Is(version, "gbeta") || Is(version, "gv1.0")) || !Is(mailboxes, "Mailboxes") || !Is(action, "importItem")
            || !HttpMethods.IsPost(context.Request.Method))
        {
            throw GraphException.NoSuchSegment(segments.Count > 0 ? segments[^1] : string.Empty);
        }

        if (context.Request.Headers.ContainsKey("Authorization"))
        {
            throw new GraphException(StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", "An import URL carries its own credential; send no Authorization header.");
        }

        return runtime.Sessions.Find(context.Request.Query["authtoken"].ToString()) is { } session && Is(session.Mailbox.GraphId, mailbox)
            ? session
            : throw Expired();
    }

    private async Task ImportAsync(HttpContext context, ImportSession session)
    {
        var behaviour = runtime.Options.Exchange;
        if (session.Mailbox.IsArchive && !behaviour.ArchivesTakeItems)
        {
            throw new GraphException(StatusCodes.Status403Forbidden, "ErrorAccessDenied", "Operation on Archive mailbox not allowed");
        }

        if (context.Request.ContentLength is null && !behaviour.TakesChunkedImports)
        {
            throw new GraphException(StatusCodes.Status411LengthRequired, "LengthRequired", "A length is required.");
        }

        var content = behaviour.HashOnly ? null : new SpooledContent(runtime.Spool);
        using var sink = new ImportSink(content, behaviour.MaximumItemBytes);
        ImportRequest request;
        try
        {
            request = await new ImportBodyReader(context.Request.BodyReader, new Base64Decoder(sink)).ReadAsync(context.RequestAborted);
        }
        catch (JsonException)
        {
            throw GraphException.BadRequest("Unable to read JSON request payload.");
        }

        CountUpload(context, session, sink.Length);
        var target = ImportTarget.Find(session.Mailbox, request);
        if (target.Elsewhere is { } shard)
        {
            await AnswerElsewhereAsync(context, shard);
            return;
        }

        var (itemId, changeKey) = new ImportCommit(runtime, session.Mailbox, target).Store(sink, content);
        runtime.Traffic.OnImported?.Invoke();
        context.Response.ContentType = "application/json; charset=utf-8";
        await WriteAsync(context, writer =>
        {
            var root = $"{runtime.ImportUrl}/api/{(context.Request.Path.StartsWithSegments("/api/gbeta", StringComparison.OrdinalIgnoreCase) ? "gbeta" : "gv1.0")}";
            writer.WriteString("@odata.context", $"{root}/$metadata#microsoft.graph.importMailboxItemResponse");
            writer.WriteString("itemId", itemId);
            writer.WriteString("changeKey", changeKey);
        });
    }

    /// <summary>A body without Content-Length could not be counted before it came.</summary>
    private void CountUpload(HttpContext context, ImportSession session, long decoded)
    {
        var length = context.Request.ContentLength ?? (decoded + 2) / 3 * 4;
        runtime.Traffic.CountUpload(length);
        if (context.Request.ContentLength is null)
        {
            runtime.Limiter.Charge(session.Application.ClientId, session.Mailbox.Id, length);
        }
    }

    private async Task AnswerElsewhereAsync(HttpContext context, SandboxMailbox shard)
    {
        runtime.Traffic.CountRefusal("SessionInOtherMailbox");
        context.Response.StatusCode = StatusCodes.Status409Conflict;
        context.Response.ContentType = "application/json; charset=utf-8";
        await WriteAsync(context, writer => writer.WriteString("Message", ArchiveRedirect.ImportText(shard)));
    }

    private static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var writer = new Utf8JsonWriter(context.Response.BodyWriter, GraphCall.WriterOptions);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static bool Is(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static GraphException Expired() => new(StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", "The import session is unknown or has expired.");
}

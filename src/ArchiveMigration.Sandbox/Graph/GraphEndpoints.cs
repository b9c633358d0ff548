using ArchiveMigration.Sandbox.Entra;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>The Graph host: token, route, permission, limits, faults, answer, in that order.</summary>
internal sealed class GraphEndpoints(SandboxRuntime runtime)
{
    public async Task HandleAsync(HttpContext context)
    {
        GraphErrors.AddRequestIds(context);
        try
        {
            await RouteAsync(context);
        }
        catch (Exception exception) when (GraphErrors.IsAnswer(exception, out var refusal))
        {
            await GraphErrors.WriteAsync(context, runtime, refusal);
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        var segments = RequestPath.Split(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var version = segments.Count > 0 ? segments[0] : string.Empty;
        if (version is not ("beta" or "v1.0"))
        {
            throw GraphException.BadRequest($"Invalid version: {version}");
        }

        var token = Authenticate(context);
        IReadOnlyList<string> rest = [.. segments.Skip(1)];
        if (MailboxRoute.Read(context.Request.Method, rest) is { } mailboxRoute)
        {
            await AnswerMailboxAsync(context, version, token, mailboxRoute);
        }
        else
        {
            await AnswerDirectoryAsync(context, version, token, DirectoryRoute.Read(context.Request.Method, rest));
        }
    }

    private async Task AnswerMailboxAsync(HttpContext context, string version, AccessToken token, MailboxRoute route)
    {
        runtime.Traffic.Count(route.Operation);
        var mailbox = MailboxEndpoints.Find(runtime, route.Mailbox);
        GraphPermissions.Check(token, route.Operation, mailbox);
        var upload = HttpMethods.IsGet(context.Request.Method) ? 0 : context.Request.ContentLength ?? 0;
        using var lease = runtime.Limiter.Enter(token.Application.ClientId, mailbox.Id, upload);
        if (version == "beta")
        {
            // Every beta answer below /admin/exchange carries these; they mean nothing.
            context.Response.Headers["Deprecation"] = "Thu, 19 Aug 2021 23:59:59 GMT";
            context.Response.Headers["Sunset"] = "Sat, 19 Aug 2023 23:59:59 GMT";
        }

        await FaultGate.PassAsync(context, runtime, route.Operation, mailbox.Id, fault =>
        {
            var call = new GraphCall(context, runtime, version, token) { Fault = fault };
            return MailboxEndpoints.AnswerAsync(new MailboxCall(call, route, mailbox));
        });
    }

    private async Task AnswerDirectoryAsync(HttpContext context, string version, AccessToken token, DirectoryRoute route)
    {
        runtime.Traffic.Count(route.Operation);
        GraphPermissions.Check(token, route.Operation);
        await FaultGate.PassAsync(context, runtime, route.Operation, mailbox: null, fault =>
        {
            var call = new GraphCall(context, runtime, version, token) { Fault = fault };
            return route.AnswerAsync(call);
        });
    }

    private AccessToken Authenticate(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && runtime.Tokens.Find(header["Bearer ".Length..].Trim()) is { } token
            ? token
            : throw GraphException.InvalidToken();
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;

namespace ArchiveMigration.Sandbox.Entra;

/// <summary>The sign-in host: metadata, tokens, device codes, and the page where a user approves one.</summary>
internal sealed class EntraEndpoints(SandboxRuntime runtime)
{
    private readonly TokenEndpoint tokens = new(runtime);
    private readonly ManagedIdentityEndpoint managedIdentity = new(runtime);

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? string.Empty;
        try
        {
            await runtime.Traffic.CountAsync(SandboxOperation.SignIn, () => RouteAsync(context, path.Split('/', StringSplitOptions.RemoveEmptyEntries)));
        }
        catch (EntraException exception)
        {
            await WriteErrorAsync(context, exception);
        }
    }

    private async Task RouteAsync(HttpContext context, string[] segments)
    {
        switch (segments)
        {
            case [_, "discovery", "instance"]:
                await WriteAsync(context, EntraMetadata.Instance(runtime.AuthorityUrl));
                break;
            case [var tenant, "discovery", ..]:
                _ = Tenant(tenant);
                await WriteAsync(context, EntraMetadata.Keys());
                break;
            case [var tenant, .., ".well-known", "openid-configuration"]:
                await WriteAsync(context, EntraMetadata.OpenId(runtime, Tenant(tenant)));
                break;
            case [var tenant, "oauth2", "v2.0", "token"] when HttpMethods.IsPost(context.Request.Method):
                await SignInAsync(context, async () => tokens.Redeem(tenant, await context.Request.ReadFormAsync(context.RequestAborted)));
                break;
            case [var tenant, "oauth2", "v2.0", "devicecode"] when HttpMethods.IsPost(context.Request.Method):
                await SignInAsync(context, async () => tokens.StartDeviceCode(tenant, await context.Request.ReadFormAsync(context.RequestAborted)));
                break;
            case ["msi", "token"] when HttpMethods.IsGet(context.Request.Method):
                var (status, body) = managedIdentity.Answer(context.Request);
                context.Response.StatusCode = status;
                await WriteAsync(context, body);
                break;
            case ["devicelogin"]:
                await DeviceLoginAsync(context);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    /// <summary>Tokens can be refused or delayed on purpose.</summary>
    private async Task SignInAsync(HttpContext context, Func<Task<JsonObject>> answer)
    {
        if (runtime.Faults.Next(SandboxOperation.SignIn, mailbox: null) is { } fault)
        {
            switch (fault.Kind)
            {
                case FaultKind.Slow:
                    await Task.Delay(fault.Delay, runtime.Options.Time, context.RequestAborted);
                    break;
                case FaultKind.DropBeforeAnswer:
                    context.Abort();
                    return;
                default:
                    throw EntraException.Transient();
            }
        }

        await WriteAsync(context, await answer());
    }

    /// <summary>GET shows the form; POST with user_code and user approves.</summary>
    private async Task DeviceLoginAsync(HttpContext context)
    {
        var text = "<p>Enter the code shown in the console and the user to sign in as.</p>";
        if (HttpMethods.IsPost(context.Request.Method))
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var approved = runtime.DeviceCodes.TryApprove(form["user_code"].ToString(), form["user"].ToString());
            context.Response.StatusCode = approved ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
            text = approved ? "<p>You have signed in. You may close this window.</p>" : "<p>That code or user is not known here.</p>";
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Sandbox sign-in</title><body><h1>Sandbox sign-in</h1>{text}
            <form method="post"><label>Code <input name="user_code"></label> <label>User <input name="user"></label> <button>Sign in</button></form></body></html>
            """);
    }

    private Tenants.SandboxTenant Tenant(string name) => runtime.FindTenant(name) ?? throw EntraException.TenantNotFound(name);

    private async Task WriteErrorAsync(HttpContext context, EntraException exception)
    {
        var now = runtime.Options.Time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var trace = Guid.NewGuid();
        var correlation = Guid.TryParse(context.Request.Headers["client-request-id"], out var sent) ? sent : Guid.NewGuid();
        context.Response.StatusCode = exception.Status;
        context.Response.Headers["x-ms-request-id"] = trace.ToString();
        await WriteAsync(context, new JsonObject
        {
            ["error"] = exception.Error,
            ["error_description"] = $"{exception.Message} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {now}",
            ["error_codes"] = new JsonArray(exception.Code),
            ["timestamp"] = now,
            ["trace_id"] = trace.ToString(),
            ["correlation_id"] = correlation.ToString(),
            ["error_uri"] = $"{runtime.AuthorityUrl}/error?code={exception.Code}",
        });
    }

    private static Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store, no-cache";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString()), context.RequestAborted).AsTask();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Faults;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>
/// The sandbox's own calls, for other processes: GET, POST and DELETE /sandbox/faults; POST /sandbox/users, /sandbox/mailboxes,
/// /sandbox/applications, /sandbox/identities, /sandbox/behaviour and /sandbox/tampering; GET and POST /sandbox/settings; GET /sandbox/traffic; GET /sandbox/mails, with ?to=address for those to one; GET /sandbox/audit, with ?source=user&amp;destination=user for one pair. Reachable on loopback only, like everything here.
/// </summary>
internal sealed class ControlEndpoints(SandboxRuntime runtime)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value;
        var method = context.Request.Method;
        if (path == "/sandbox/faults" && HttpMethods.IsPost(method))
        {
            await AddFaultsAsync(context);
        }
        else if (path == "/sandbox/faults" && HttpMethods.IsDelete(method))
        {
            runtime.Faults.Clear();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else if (path == "/sandbox/faults" && HttpMethods.IsGet(method))
        {
            await context.Response.WriteAsJsonAsync(new { runtime.Faults.Pending, runtime.Faults.Happened }, Json, context.RequestAborted);
        }
        else if (path == "/sandbox/users" && HttpMethods.IsPost(method))
        {
            await OrRefuseAsync(context, () => new UserControl(runtime).AddAsync(context, Json));
        }
        else if (path == "/sandbox/applications" && HttpMethods.IsPost(method))
        {
            await OrRefuseAsync(context, () => new ApplicationControl(runtime).AddAsync(context, Json));
        }
        else if (path == "/sandbox/identities" && HttpMethods.IsPost(method))
        {
            await OrRefuseAsync(context, () => new IdentityControl(runtime).IssueAsync(context, Json));
        }
        else if (path == "/sandbox/behaviour" && HttpMethods.IsPost(method))
        {
            await OrRefuseAsync(context, () => new BehaviourControl(runtime).SetAsync(context, Json));
        }
        else if (path == "/sandbox/tampering" && HttpMethods.IsPost(method))
        {
            await OrRefuseAsync(context, () => new TamperControl(runtime).TamperAsync(context, Json));
        }
        else if (path == "/sandbox/traffic" && HttpMethods.IsGet(method))
        {
            await context.Response.WriteAsJsonAsync(runtime.Limiter.Traffic(), Json, context.RequestAborted);
        }
        else if (path == "/sandbox/settings" && HttpMethods.IsPost(method))
        {
            await OrRefuseAsync(context, () => new SettingsControl(runtime).AddAsync(context, Json));
        }
        else if (path == "/sandbox/settings" && HttpMethods.IsGet(method))
        {
            await OrRefuseAsync(context, () => new SettingsControl(runtime).ShowAsync(context, Json));
        }
        else if (path == "/sandbox/mailboxes" && HttpMethods.IsPost(method))
        {
            await OrRefuseAsync(context, () => new MailboxControl(runtime).SetAsync(context, Json));
        }
        else if (path == "/sandbox/mails" && HttpMethods.IsGet(method))
        {
            var to = context.Request.Query["to"].ToString();
            await context.Response.WriteAsJsonAsync(
                runtime.Options.Tenants.SelectMany(tenant => tenant.SentMails).Where(mail => to.Length == 0 || mail.To.Contains(to, StringComparer.OrdinalIgnoreCase)), Json, context.RequestAborted);
        }
        else if (path == "/sandbox/audit" && HttpMethods.IsGet(method))
        {
            await AuditAsync(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async Task OrRefuseAsync(HttpContext context, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (JsonException exception)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = $"Not understood: {exception.Message}" }, Json, context.RequestAborted);
        }
    }

    /// <summary>Takes one fault or a list of them.</summary>
    private Task AddFaultsAsync(HttpContext context) => OrRefuseAsync(context, async () =>
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var faults = body.RootElement.ValueKind == JsonValueKind.Array
            ? body.Deserialize<SandboxFault[]>(Json)!
            : [body.Deserialize<SandboxFault>(Json)!];
        Array.ForEach(faults, runtime.Faults.Add);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    });

    private async Task AuditAsync(HttpContext context)
    {
        var audit = new SandboxAudit(runtime.Options.Tenants);
        var source = context.Request.Query["source"].ToString();
        var destination = context.Request.Query["destination"].ToString();
        IReadOnlyList<UserAudit>? users = source.Length == 0
            ? audit.CompareAll()
            : audit.FindUser(source) is { } from && audit.FindUser(destination) is { } to ? [SandboxAudit.Compare(from, to)] : null;
        if (users is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsJsonAsync(new { error = $"No user '{source}' or no user '{destination}' here." }, Json, context.RequestAborted);
            return;
        }

        await context.Response.WriteAsJsonAsync(users, Json, context.RequestAborted);
    }
}

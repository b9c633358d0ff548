using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace ArchiveMigration.Sandbox.Faults;

/// <summary>Lets a request of Graph or of the import host meet its fault, if it has one.</summary>
internal static class FaultGate
{
    /// <summary>Carries the request out with what is to go wrong; faults that only the handler can bring about are passed on to it.</summary>
    /// <exception cref="GraphException">The fault is a refusal.</exception>
    public static async Task PassAsync(HttpContext context, SandboxRuntime runtime, SandboxOperation operation, Guid? mailbox, Func<SandboxFault?, Task> handle)
    {
        var fault = runtime.Faults.Next(operation, mailbox);
        switch (fault?.Kind)
        {
            case FaultKind.Throttle:
                throw GraphException.Throttled("Application is over its MailboxConcurrency limit.", TimeSpan.FromSeconds(fault.RetryAfterSeconds));
            case FaultKind.ThrottleSilently:
                throw GraphException.Throttled("Application is over its MailboxConcurrency limit.", null);
            case FaultKind.InternalServerError:
                throw new GraphException(500, "ErrorInternalServerError", "An internal server error occurred. The operation failed.");
            case FaultKind.BadGateway:
                throw new GraphException(502, "BadGateway", "The upstream server answered wrongly.");
            case FaultKind.ServiceUnavailable:
                throw new GraphException(503, "serviceNotAvailable", "The service is temporarily unavailable.") { RetryAfter = TimeSpan.FromSeconds(fault.RetryAfterSeconds) };
            case FaultKind.GatewayTimeout:
                throw new GraphException(504, "UnknownError", "The upstream server did not answer in time.");
            case FaultKind.AccessPolicy:
                throw new GraphException(403, "ErrorAccessDenied", "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.");
            case FaultKind.DropBeforeAnswer:
                context.Abort();
                break;
            case FaultKind.DropMidAnswer:
                await CutAsync(context, fault.AfterBytes, () => handle(fault));
                context.Abort();
                break;
            case FaultKind.TruncatedJson:
                await CutAsync(context, fault.AfterBytes, () => handle(fault));
                break;
            case FaultKind.LostResponse:
                await CutAsync(context, 0, () => handle(fault));
                context.Abort();
                break;
            case FaultKind.ErrorAfterCommit:
                await CutAsync(context, 0, () => handle(fault));
                throw new GraphException(500, "ErrorInternalServerError", "An internal server error occurred. The operation failed.");
            case FaultKind.FolderMoves:
                FolderMove.Happen(runtime, mailbox, fault.Folder);
                await handle(fault);
                break;
            case FaultKind.Slow:
                await Task.Delay(fault.Delay, runtime.Options.Time, context.RequestAborted);
                await handle(fault);
                break;
            default:
                await handle(fault);
                break;
        }
    }

    private static async Task CutAsync(HttpContext context, int afterBytes, Func<Task> handle)
    {
        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var cut = new StreamResponseBodyFeature(new CuttingStream(original.Stream, afterBytes));
        context.Features.Set<IHttpResponseBodyFeature>(cut);
        try
        {
            await handle();
            await cut.CompleteAsync();
        }
        finally
        {
            context.Features.Set(original);
        }
    }
}

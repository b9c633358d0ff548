using System.Net;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>Turns what the service said into what the administrator has to know: the condition, whom it concerns, what to do.</summary>
internal static class ServiceRefusals
{
    /// <summary>Exchange's words when the API version does not serve archives. Not a permission problem, whatever the status.</summary>
    public const string ArchiveNotAllowed = "Operation on Archive mailbox not allowed";

    private static readonly string[] QuotaMarks = ["ErrorQuotaExceeded", "ShutoffQuotaExceeded", "QuotaExceededException"];

    public static bool IsQuota(ServiceFailure failure) => Array.Exists(QuotaMarks, failure.Mentions);

    /// <summary>Whether a version of the API does not know a path at all, as against a thing that is not there.</summary>
    public static bool IsUnknownPath(ServiceFailure failure) =>
        failure.Status == HttpStatusCode.Gone
        || failure.Mentions("Resource not found for the segment")
        || (failure.Status == HttpStatusCode.NotFound && (failure.Code is null || failure.HasCode("UnknownError")));

    public static ServiceRefusedException Explain(ServiceFailure failure, GraphCall call)
    {
        if (failure.Mentions(ArchiveNotAllowed))
        {
            return Make(
                ErrorIds.ArchiveAccessRefused, MigrationErrorKind.Service,
                $"Microsoft 365 does not allow this operation on {call.Subject}: the API does not serve archive mailboxes there.",
                "Microsoft enables archives in its import/export API gradually (beta first). Try again later, or ask Microsoft support with the request id.");
        }

        if (IsQuota(failure))
        {
            return Make(
                ErrorIds.QuotaExceeded, MigrationErrorKind.Limit, $"There is no room left in {call.Subject}.",
                "Enable auto-expanding (Enable-Mailbox -AutoExpandingArchive) or raise the quota; Exchange can take days to enlarge an archive. Then start again: what is done stays done.");
        }

        return (RetryPolicy.Classify(failure), (int)failure.Status) switch
        {
            (Trouble.Throttled, _) => Make(
                ErrorIds.ServiceThrottled, MigrationErrorKind.Limit, $"Microsoft 365 kept asking to wait for {call.Subject}.",
                "Nothing is lost. Start again later, or use fewer concurrent migrations if other applications use the same application id.", transient: true),
            (not null, _) or (_, >= 500) => Make(
                ErrorIds.ServiceUnavailable, MigrationErrorKind.Service, $"Microsoft 365 could not answer for {call.Subject}.",
                "Nothing is lost. Start again later; if it stays, ask Microsoft support with the request id.", transient: true),
            (_, 401) => Make(
                ErrorIds.EndpointAuthenticationFailed, MigrationErrorKind.Authentication, $"Microsoft Graph refused the sign-in's token for {call.Subject}.",
                "Check that the endpoint's cloud is the tenant's cloud; if the application's credentials were just changed, sign in again."),
            (_, 403) => Denied(),
            (_, 404 or 410) => NotFound(),
            _ => Make(ErrorIds.ServiceError, MigrationErrorKind.Service, $"Microsoft 365 refused a request for {call.Subject}{Said()}", null),
        };

        ServiceRefusedException Denied()
        {
            PermissionNeed need = PermissionNeed.For(call.Operation);
            string remedy = $"Grant the application the permission {need.Application} (delegated sign-in: {need.Delegated}) with admin consent";
            remedy += need.ExchangeRole is null || failure.HasCode("Authorization_RequestDenied")
                ? "; Exchange's RBAC cannot grant this one."
                : $", or in Exchange the role '{need.ExchangeRole}' with a scope that includes this mailbox. Exchange caches permissions: a change takes up to 2 hours.";
            return Make(ErrorIds.PermissionDenied, MigrationErrorKind.Permission, $"The application is signed in but may not {need.Doing} of {call.Subject}.", remedy);
        }

        ServiceRefusedException NotFound()
        {
            if (failure.HasCode("MailboxNotEnabledForRESTAPI"))
            {
                return Make(
                    ErrorIds.MailboxNotReachable, MigrationErrorKind.InvalidState,
                    $"{Capitalized(call.Subject)} is either inactive, soft-deleted, unlicensed or on-premises.",
                    "Give the user a licence with Exchange Online, restore the mailbox, or move it to Exchange Online first.");
            }

            if (failure.HasCode("Request_ResourceNotFound") || failure.HasCode("ErrorInvalidUser") || failure.HasCode("ResourceNotFound") || failure.HasCode("ErrorNonExistentMailbox"))
            {
                return Make(
                    ErrorIds.MailboxNotFound, MigrationErrorKind.NotFound, $"Nobody in the tenant has the address {call.Target}.",
                    "Check the spelling and the domain: after a domain has moved, users keep their onmicrosoft.com address.");
            }

            return call.Operation switch
            {
                GraphOperation.ListFolders or GraphOperation.ListItems or GraphOperation.CreateFolder or GraphOperation.ImportItem => Make(
                    ErrorIds.FolderNotFound, MigrationErrorKind.NotFound, $"A folder of {call.Subject} is no longer there{Said()}",
                    "It was deleted or moved while it was read; start again."),
                GraphOperation.ExportItems => Make(
                    ErrorIds.ItemNotFound, MigrationErrorKind.NotFound, $"An item of {call.Subject} is no longer there{Said()}", null),
                _ => Make(ErrorIds.ServiceError, MigrationErrorKind.Service, $"Microsoft 365 did not find what was asked for {call.Subject}{Said()}", null),
            };
        }

        string Said() => failure.Message is null ? "." : $": {failure.Message}";

        ServiceRefusedException Make(string errorId, MigrationErrorKind kind, string message, string? remedy, bool transient = false) =>
            new(errorId, kind, message, failure)
            {
                Target = call.Target,
                Remedy = remedy,
                ServiceCode = failure.CodeOrStatus,
                RequestId = failure.RequestId,
                IsTransient = transient,
            };
    }

    private static string Capitalized(string subject) => char.ToUpperInvariant(subject[0]) + subject[1..];
}

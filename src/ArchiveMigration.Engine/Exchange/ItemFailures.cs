using ArchiveMigration.Engine.Exchange.Export;
using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Exchange;

/// <summary>
/// The meaning of Exchange's codes about single items (the EWS family of response codes, which Graph passes through).
/// Codes are matched, not HTTP statuses: the same code comes with different ones.
/// </summary>
internal static class ItemFailures
{
    private static readonly string[] CorruptMarks = ["ErrorItemCorrupt", "ErrorCorruptData", "CorruptData"];
    private static readonly string[] TooLargeMarks = ["ErrorMessageSizeExceeded", "MaxMessageSizeExceeded", "ErrorRequestSizeExceeded"];
    private static readonly string[] PassingMarks =
    [
        "ErrorServerBusy", "ErrorTimeoutExpired", "ErrorInternalServerTransientError", "ErrorMailboxMoveInProgress", "ErrorMailboxStoreUnavailable",
        "ApplicationThrottled", "TooManyRequests", "ErrorInternalServerError",
    ];

    /// <summary>What a refused request says about its item: Exchange hides such codes in the inner errors of others.</summary>
    public static ExportItemError ErrorIn(ServiceFailure failure) =>
        new(CorruptMarks.Concat(TooLargeMarks).FirstOrDefault(failure.Mentions) ?? failure.CodeOrStatus, failure.Message);

    /// <summary>Whether an item's error is likely to be gone at the next try.</summary>
    public static bool IsPassing(ExportItemError error) => Contains(PassingMarks, error.Code) && !Contains(CorruptMarks, error.Message);

    /// <summary>Whether an item's error is in truth about the mailbox: nothing may be exported from it.</summary>
    public static bool IsAboutAccess(ExportItemError error) =>
        error.Code.Equals("ErrorAccessDenied", StringComparison.OrdinalIgnoreCase) || Contains([ServiceRefusals.ArchiveNotAllowed], error.Message);

    /// <summary>An item that could not be exported.</summary>
    public static MigrationException OfExport(ExportItemError error, string subject, string target, string? requestId)
    {
        string said = error.Message is null ? "." : $": {OneLine(error.Message)}";
        (string id, MigrationErrorKind kind, string message, string? remedy) = error switch
        {
            _ when Contains([ServiceRefusals.ArchiveNotAllowed], error.Message) =>
                (ErrorIds.ArchiveAccessRefused, MigrationErrorKind.Service, $"Microsoft 365 does not allow exporting from {subject}.", "Microsoft enables archives in its import/export API gradually; try again later."),
            _ when IsAboutAccess(error) =>
                (ErrorIds.PermissionDenied, MigrationErrorKind.Permission, $"The application is signed in but may not export an item of {subject}.", $"Grant the application the permission {PermissionNeed.For(GraphOperation.ExportItems).Application} with admin consent, or the role '{PermissionNeed.For(GraphOperation.ExportItems).ExchangeRole}' in Exchange; Exchange caches permissions for up to 2 hours."),
            _ when error.Code.Contains("NotFound", StringComparison.OrdinalIgnoreCase) =>
                (ErrorIds.ItemNotFound, MigrationErrorKind.NotFound, $"An item of {subject} is no longer there.", "It was deleted or moved since it was listed; the next run lists it where it is."),
            _ when Contains(CorruptMarks, error.Code) || Contains(CorruptMarks, error.Message) =>
                (ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, $"Exchange cannot read an item of {subject}{said}", "Open it in Outlook and save or delete it; New-MailboxRepairRequest can mend the mailbox. Then retry the errors."),
            _ when Contains(TooLargeMarks, error.Code) =>
                (ErrorIds.ItemTooLarge, MigrationErrorKind.Limit, $"An item of {subject} is larger than Exchange exports{said}", "Save its attachments elsewhere, or leave it out by a size limit."),
            _ => (ErrorIds.ItemMigrationFailed, MigrationErrorKind.Service, $"An item of {subject} could not be exported{said}", (string?)"Retry the errors; if it stays, ask Microsoft support with the request id."),
        };
        return new MigrationException(id, kind, message)
        {
            Target = target,
            Remedy = remedy,
            ServiceCode = error.Code,
            RequestId = requestId,
            IsTransient = IsPassing(error),
        };
    }

    /// <summary>An item that the destination clearly refused: it is certainly not there. Null when the answer leaves that open.</summary>
    public static MigrationException? OfImport(ServiceFailure failure, string subject, string target)
    {
        string said = failure.Message is null ? "." : $": {OneLine(failure.Message)}";
        if (ServiceRefusals.IsQuota(failure))
        {
            return Make(
                ErrorIds.QuotaExceeded, MigrationErrorKind.Limit, $"There is no room left in {subject}.",
                "Exchange enlarges an auto-expanding archive within days; otherwise raise the quota. What is done stays done, the rest can be continued.");
        }

        if (Array.Exists(CorruptMarks, failure.Mentions))
        {
            return Make(
                ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, $"{subject} did not accept an item's content{said}",
                "The item is damaged at the source: open it in Outlook and save or delete it, then retry the errors.");
        }

        if (Array.Exists(TooLargeMarks, failure.Mentions) || (int)failure.Status == 413)
        {
            return Make(
                ErrorIds.ItemTooLarge, MigrationErrorKind.Limit, $"An item is larger than {subject} accepts{said}",
                "Raise the destination's MaxReceiveSize (at most 150 MB), or save the item's attachments elsewhere and leave it out.");
        }

        if (failure.Mentions(ServiceRefusals.ArchiveNotAllowed))
        {
            return Make(
                ErrorIds.ArchiveAccessRefused, MigrationErrorKind.Service, $"Microsoft 365 does not allow importing into {subject}.",
                "Microsoft enables archives in its import/export API gradually; try again later or ask Microsoft support with the request id.");
        }

        return (int)failure.Status switch
        {
            >= 500 or 408 => null,
            404 when failure.Mentions("Folder") || failure.Mentions("ErrorItemNotFound") => Make(
                ErrorIds.FolderNotFound, MigrationErrorKind.NotFound, $"A folder of {subject} that an item was to go to is no longer there.",
                "It was deleted at the destination; the next run creates it again."),
            _ => Make(
                ErrorIds.ItemMigrationFailed, MigrationErrorKind.Service, $"{subject} refused an item{said}",
                "Retry the errors; if it stays, ask Microsoft support with the request id."),
        };

        MigrationException Make(string errorId, MigrationErrorKind kind, string message, string remedy) => new(errorId, kind, Sentence(message))
        {
            Target = target,
            Remedy = remedy,
            ServiceCode = failure.CodeOrStatus,
            RequestId = failure.RequestId,
        };
    }

    private static bool Contains(string[] marks, string? text) =>
        text is not null && Array.Exists(marks, mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase));

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();

    private static string Sentence(string message) => char.ToUpperInvariant(message[0]) + message[1..];
}

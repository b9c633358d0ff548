namespace ArchiveMigration.Engine.Reports;

/// <summary>What an administrator can do about items that failed. The ledger keeps an item's error without a remedy: for a hundred thousand items it is the same text.</summary>
public static class ItemRemedies
{
    /// <summary>The remedy for an error of an item.</summary>
    /// <param name="errorId">The error; see <see cref="ErrorIds"/>.</param>
    public static string Of(string errorId) => errorId switch
    {
        ErrorIds.ItemCorrupt => "Open the item in Outlook at the source and save or delete it; New-MailboxRepairRequest can mend the mailbox. Then: Start-ArchiveMigration -RetryErrors.",
        ErrorIds.ItemTooLarge => "Raise the destination's MaxReceiveSize (at most 150 MB) and retry the errors, or save the item's attachments elsewhere and leave it out.",
        ErrorIds.ItemNotFound => "It was deleted or moved at the source since it was listed. The next full pass lists it where it is, or counts it as vanished.",
        ErrorIds.ItemNotReturned => "The service leaves it out of its answers. Open it at the source and save it again, then retry the errors; if it stays, ask Microsoft support with the request id.",
        ErrorIds.ImportUncertain => "An answer was lost, and nothing tells the item from another one: it may be at the destination. Compare the folder at both sides, and copy it by hand if it is missing.",
        ErrorIds.DestinationItemChanged => "Its copy was edited too, so nothing was overwritten. Compare the two, and decide by hand which one is to stay.",
        ErrorIds.FolderFull => "Move items of that folder into subfolders at the source; the next pass copies them there.",
        ErrorIds.FolderNotFound => "The folder was deleted while the pass ran. The next full pass creates it again.",
        ErrorIds.PermissionDenied => "Grant the application the permission that the message names; Exchange caches permissions for up to 2 hours. Then retry the errors.",
        ErrorIds.ArchiveAccessRefused => "Microsoft enables archives in its import/export API gradually: retry the errors later, or ask Microsoft support with the request id.",
        ErrorIds.ServiceThrottled or ErrorIds.ServiceUnavailable or ErrorIds.ConnectionFailed => "The service was not to be reached for long. Retry the errors: Start-ArchiveMigration -RetryErrors.",
        _ => "Retry the errors: Start-ArchiveMigration -RetryErrors. If they stay, ask Microsoft support with the request id.",
    };
}

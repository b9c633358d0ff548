using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Exchange.Listing;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Import;

/// <summary>
/// Exchange says of a folder that holds as many items as it may the same as of a full mailbox: an internal error with ErrorQuotaExceeded inside (seen, not
/// documented). Waiting helps the one and not the other, so the folder is asked how many items it holds.
/// </summary>
internal sealed class FullFolders(MailboxCalls calls)
{
    /// <summary>Counts of auto-expanded archives may be off by some.</summary>
    private const double Nearly = 0.99;

    /// <summary>Whether the service may be speaking of a folder.</summary>
    public static bool CanBeMeant(ServiceFailure failure) => ServiceRefusals.IsQuota(failure) && !failure.HasCode("ErrorQuotaExceeded");

    /// <summary>The failure of an item for which there is room in the mailbox but not in its folder; null when it is the mailbox that is full, or nobody can tell.</summary>
    public async Task<MigrationException?> ExplainAsync(MailboxFolder folder, ServiceFailure failure, CancellationToken cancellationToken)
    {
        try
        {
            GraphJson.Read<GraphFolder> read = await calls.Version.SendAsync(version => calls.Json.SendAsync(
                calls.To(HttpMethod.Get, GraphOperation.ListFolders, calls.Folder(version, folder.Id, string.Empty)), ListingJson.Default.GraphFolder, found => found.Id is not null, cancellationToken))
                .ConfigureAwait(false);
            return read.Value.TotalItemCount >= MailboxLimits.MostItemsPerFolder * Nearly ? FolderFull(folder, failure) : null;
        }
        catch (MigrationException)
        {
            return null;
        }
    }

    private MigrationException FolderFull(MailboxFolder folder, ServiceFailure failure) => new(
        ErrorIds.FolderFull, MigrationErrorKind.Limit, $"The folder '{folder.Path}' in {calls.Subject} holds as many items as Exchange allows in one folder ({MailboxLimits.MostItemsPerFolder:N0}).")
    {
        Target = calls.Address,
        Remedy = "Move items of that folder into subfolders at the source; the next run copies them there.",
        ServiceCode = failure.CodeOrStatus,
        RequestId = failure.RequestId,
    };
}

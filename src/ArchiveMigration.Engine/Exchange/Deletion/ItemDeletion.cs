using System.Net;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Deletion;

/// <summary>
/// Deletes items and empty folders (Graph: "Delete mailboxItem", "Delete mailboxFolder"). A deletion may be asked for any number of times: what is gone already is no failure.
/// </summary>
internal sealed class ItemDeletion(MailboxCalls calls)
{
    // Its own choice: that one version deletes in an archive says nothing of which one lists it.
    private readonly ApiVersionChoice version = new(calls.Version.Current);

    /// <summary>Deletes an item.</summary>
    /// <returns>False when it is no longer there.</returns>
    /// <exception cref="MigrationException">ItemHeld: a hold keeps it from being deleted for good. PermissionDenied, ArchiveAccessRefused, ServiceThrottled, …</exception>
    public async Task<bool> DeleteAsync(MailboxFolder folder, string itemId, bool permanently, CancellationToken cancellationToken)
    {
        string tail = $"/items/{Uri.EscapeDataString(itemId)}";
        string query = permanently ? "disposalType=hardDelete" : "disposalType=softDelete";
        try
        {
            await SendAsync(GraphOperation.DeleteItem, folder, tail, query, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ServiceRefusedException gone) when (IsGone(gone.Failure))
        {
            return false;
        }
        catch (ServiceRefusedException refused) when (permanently && refused.Failure.Status == HttpStatusCode.Forbidden && !refused.Failure.Mentions(ServiceRefusals.ArchiveNotAllowed))
        {
            throw Held(refused);
        }
    }

    /// <summary>Deletes a folder, with whatever is in it.</summary>
    /// <returns>False when it is no longer there.</returns>
    /// <exception cref="MigrationException">PermissionDenied, ServiceError (folders of an auto-expanded archive cannot be deleted), …</exception>
    public async Task<bool> DeleteFolderAsync(MailboxFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(GraphOperation.DeleteFolder, folder, "/$ref", string.Empty, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ServiceRefusedException gone) when (IsGone(gone.Failure))
        {
            return false;
        }
    }

    private Task<bool> SendAsync(GraphOperation operation, MailboxFolder folder, string tail, string query, CancellationToken cancellationToken) => version.SendAsync(async tried =>
    {
        GraphCall call = calls.To(HttpMethod.Delete, operation, calls.Folder(tried, folder.Id, tail), query);
        await using GraphAnswer answer = await calls.Transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return true;
    });

    private static bool IsGone(ServiceFailure failure) =>
        failure.Status == HttpStatusCode.NotFound && (failure.Mentions("ErrorItemNotFound") || failure.Mentions("ErrorFolderNotFound"));

    // Both a hold and a missing permission are answered 403 with the same words.
    private static MigrationException Held(ServiceRefusedException refused) => new(
        ErrorIds.ItemHeld, MigrationErrorKind.Permission, "Exchange does not let the item be deleted for good: a hold or a retention policy keeps it, or the application may not delete.", refused)
    {
        Target = refused.Target,
        Remedy = "Without -Permanent it goes to Recoverable Items, which a hold allows. Otherwise release the hold first, and check that the application has MailboxItem.ReadWrite.All.",
        ServiceCode = refused.ServiceCode,
        RequestId = refused.RequestId,
    };
}

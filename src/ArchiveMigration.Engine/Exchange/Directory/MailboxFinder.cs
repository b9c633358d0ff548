using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Directory;

/// <summary>Finds the id of a user's mailbox or archive.</summary>
/// <param name="transport">Sends.</param>
/// <param name="findUser">Gives the object id of the user who has an address among his addresses, or null.</param>
internal sealed class MailboxFinder(GraphTransport transport, Func<string, CancellationToken, Task<string?>> findUser)
{
    private readonly GraphJson json = new(transport);

    // Only beta documents the archive's id; v1.0 is seen to give it as well.
    private readonly ApiVersionChoice version = new(MailboxUrl.Beta);

    /// <summary>The mailbox's id.</summary>
    /// <exception cref="MigrationException">MailboxNotFound, MailboxNotReachable, ArchiveNotEnabled, PermissionDenied.</exception>
    public async Task<string> FindAsync(string address, MailboxKind kind, CancellationToken cancellationToken)
    {
        GraphExchangeSettings settings;
        try
        {
            settings = await ReadAsync(address, address, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException e) when (e.ErrorId == ErrorIds.MailboxNotFound && address.Contains('@', StringComparison.Ordinal))
        {
            // The URL takes a UPN; an address that is not the UPN is found among all addresses of all users.
            string? id = await findUser(address, cancellationToken).ConfigureAwait(false);
            if (id is null)
            {
                throw;
            }

            settings = await ReadAsync(id, address, cancellationToken).ConfigureAwait(false);
        }

        return kind == MailboxKind.Primary
            ? settings.PrimaryMailboxId ?? throw NoMailbox(address)
            : settings.InPlaceArchiveMailboxId ?? throw NoArchive(address);
    }

    private async Task<GraphExchangeSettings> ReadAsync(string user, string address, CancellationToken cancellationToken)
    {
        GraphJson.Read<GraphExchangeSettings> read = await version.SendAsync(apiVersion =>
        {
            var url = new Uri(transport.Border.Cloud.Graph, $"{apiVersion}/users/{Uri.EscapeDataString(user)}/settings/exchange");
            var call = new GraphCall(HttpMethod.Get, url, GraphOperation.ReadExchangeSettings, $"the mailbox of {address}", address);
            return json.SendAsync(call, DirectoryJson.Default.GraphExchangeSettings, _ => true, cancellationToken);
        }).ConfigureAwait(false);
        return read.Value.Unwrapped;
    }

    private static MigrationException NoMailbox(string address) => new(
        ErrorIds.MailboxNotReachable, MigrationErrorKind.InvalidState, $"{address} is known in the tenant but has no mailbox.")
    {
        Target = address,
        Remedy = "Give the user a licence with Exchange Online; a new mailbox takes some minutes to appear.",
    };

    private static MigrationException NoArchive(string address) => new(
        ErrorIds.ArchiveNotEnabled, MigrationErrorKind.InvalidState, $"{address} has a mailbox but no in-place archive.")
    {
        Target = address,
        Remedy = $"Give it one: Enable-Mailbox {address} -Archive",
    };
}

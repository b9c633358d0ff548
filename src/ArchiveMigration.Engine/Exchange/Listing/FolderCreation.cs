using System.Collections.Concurrent;
using System.Text.Json;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Listing;

/// <summary>
/// Creates folders, or finds those that are there: Exchange does not allow two of one name under one parent, so a lost answer
/// to a creation does no harm either.
/// </summary>
internal sealed class FolderCreation(MailboxCalls calls, FolderListing listing)
{
    private const string NoFolder = "AAAAAAAAAAAAAAAA";

    // One at a time under each parent; the children found there are remembered.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Dictionary<string, MailboxFolder>> childrenOf = new(StringComparer.Ordinal);

    public async Task<MailboxFolder> CreateAsync(MailboxFolder? parent, string name, string folderClass, CancellationToken cancellationToken)
    {
        string key = parent?.Id ?? string.Empty;
        SemaphoreSlim turn = turns.GetOrAdd(key, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!childrenOf.TryGetValue(key, out Dictionary<string, MailboxFolder>? children))
            {
                children = childrenOf[key] = await ReadChildrenAsync(parent, cancellationToken).ConfigureAwait(false);
            }

            if (children.TryGetValue(name, out MailboxFolder? known))
            {
                return known;
            }

            try
            {
                return children[name] = await SendAsync(parent, name, folderClass, cancellationToken).ConfigureAwait(false);
            }
            catch (ServiceRefusedException e) when (e.Failure.Mentions("ErrorFolderExists"))
            {
                // Somebody else made it meanwhile, or an earlier attempt of ours whose answer was lost.
                children = childrenOf[key] = await ReadChildrenAsync(parent, cancellationToken).ConfigureAwait(false);
                if (!children.TryGetValue(name, out known))
                {
                    throw;
                }

                return known;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Asks to change a folder that cannot exist: every answer about the folder proves that changing is allowed.</summary>
    /// <exception cref="MigrationException">PermissionDenied, ArchiveAccessRefused, and what concerns sign-in or service.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await calls.Version.SendAsync(async version =>
            {
                GraphCall call = calls.To(HttpMethod.Patch, GraphOperation.CreateFolder, calls.Folder(version, NoFolder, string.Empty)) with { Body = "{}"u8.ToArray() };
                await using GraphAnswer answer = await calls.Transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
                return answer.Response.StatusCode;
            }).ConfigureAwait(false);
        }
        catch (ServiceRefusedException refused) when (refused.ErrorId is ErrorIds.FolderNotFound or ErrorIds.ServiceError)
        {
            // The folder was missed, not the right to change one.
        }
    }

    private async Task<Dictionary<string, MailboxFolder>> ReadChildrenAsync(MailboxFolder? parent, CancellationToken cancellationToken)
    {
        var children = new Dictionary<string, MailboxFolder>(StringComparer.OrdinalIgnoreCase);
        foreach (MailboxFolder child in await listing.ListChildrenAsync(parent, cancellationToken).ConfigureAwait(false))
        {
            children.TryAdd(child.Name, child);
        }

        return children;
    }

    private async Task<MailboxFolder> SendAsync(MailboxFolder? parent, string name, string folderClass, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new GraphNewFolder(name, folderClass), ListingJson.Default.GraphNewFolder);
        string tail = parent is null ? "/folders" : "/childFolders";
        GraphJson.Read<GraphFolder> created = await calls.Version.SendAsync(version => calls.Json.SendAsync(
            calls.To(HttpMethod.Post, GraphOperation.CreateFolder, calls.Folder(version, parent?.Id, tail)) with { Body = body },
            ListingJson.Default.GraphFolder,
            folder => !string.IsNullOrEmpty(folder.Id),
            cancellationToken)).ConfigureAwait(false);
        GraphFolder folder = created.Value;
        calls.RememberShard(folder.Id!, created.Source);
        folder.DisplayName ??= name;
        folder.Type ??= folderClass;
        return FolderListing.ToFolder(folder, parent);
    }
}

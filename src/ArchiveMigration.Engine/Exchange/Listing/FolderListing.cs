using System.Globalization;
using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Listing;

/// <summary>Walks a mailbox's folder tree: parents before children, every folder once, search folders left out.</summary>
/// <param name="calls">The mailbox.</param>
/// <param name="withSizes">Whether folders are asked for their sizes, which nobody has seen the service accept: a copy must not depend on it.</param>
internal sealed class FolderListing(MailboxCalls calls, bool withSizes = false)
{
    private static readonly string Query = QueryFor(ExtendedProperty.IsHidden, ExtendedProperty.FolderType, ExtendedProperty.ContainerClass);
    private static readonly string QueryWithSizes = QueryFor(ExtendedProperty.IsHidden, ExtendedProperty.FolderType, ExtendedProperty.ContainerClass, ExtendedProperty.SizeOfItems);

    private readonly PagedListing<GraphFolder> pages = new(calls, ListingJson.Default.GraphPageGraphFolder, folder => folder.Id);

    /// <summary>The children of a folder, or of the mailbox's top.</summary>
    public async Task<List<MailboxFolder>> ListChildrenAsync(MailboxFolder? parent, CancellationToken cancellationToken)
    {
        var children = new List<MailboxFolder>();
        foreach (GraphFolder folder in await ReadAsync(parent?.Id, null, cancellationToken).ConfigureAwait(false))
        {
            if (!folder.IsSearchFolder)
            {
                children.Add(ToFolder(folder, parent));
            }
        }

        return children;
    }

    /// <summary>Walks the tree only to learn which folders are in which shard.</summary>
    public async Task LearnShardsAsync(CancellationToken cancellationToken)
    {
        await foreach (MailboxFolder _ in WalkAsync(cancellationToken).ConfigureAwait(false))
        {
        }
    }

    /// <summary>All folders.</summary>
    public async IAsyncEnumerable<MailboxFolder> WalkAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The listing of the top may already hold descendants: those wait for their parent's turn.
        List<GraphFolder> top = await ReadAsync(null, null, cancellationToken).ConfigureAwait(false);
        var listedAtTop = top.Select(folder => folder.Id!).ToHashSet(StringComparer.Ordinal);
        ILookup<string, GraphFolder> early = top.Where(HasListedParent).ToLookup(folder => folder.ParentFolderId!, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var otherIdOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Queue<(GraphFolder Folder, MailboxFolder Shown)>();
        foreach (MailboxFolder shown in Admit(top.Where(folder => !HasListedParent(folder)), null))
        {
            yield return shown;
        }

        while (waiting.Count > 0)
        {
            // Some at a time: the gate lets four through, and no more answers than that are held.
            var parents = new List<(GraphFolder Folder, MailboxFolder Shown)>();
            while (parents.Count < MailboxLimits.MostConcurrentRequests && waiting.TryDequeue(out (GraphFolder, MailboxFolder) next))
            {
                parents.Add(next);
            }

            List<GraphFolder>[] answers = await Task.WhenAll(parents.Select(parent => ChildrenOfAsync(parent.Folder, cancellationToken))).ConfigureAwait(false);
            for (int i = 0; i < parents.Count; i++)
            {
                string id = parents[i].Shown.Id;
                List<GraphFolder> children = answers[i];
                IEnumerable<GraphFolder> listedBefore = otherIdOf.TryGetValue(id, out string? other) ? early[id].Concat(early[other]) : early[id];
                foreach (GraphFolder folder in listedBefore)
                {
                    if (await FindSameAsync(folder, answers[i], cancellationToken).ConfigureAwait(false) is { } same)
                    {
                        otherIdOf[same.Id!] = folder.Id!;
                    }
                    else
                    {
                        children.Add(folder);
                    }
                }

                foreach (MailboxFolder shown in Admit(children, parents[i].Shown))
                {
                    yield return shown;
                }
            }
        }

        bool HasListedParent(GraphFolder folder) => folder.ParentFolderId is { } parent && parent != folder.Id && listedAtTop.Contains(parent);

        List<MailboxFolder> Admit(IEnumerable<GraphFolder> folders, MailboxFolder? parent)
        {
            var admitted = new List<MailboxFolder>();
            foreach (GraphFolder folder in folders)
            {
                if (seen.Add(folder.Id!) && !folder.IsSearchFolder)
                {
                    MailboxFolder shown = ToFolder(folder, parent);
                    admitted.Add(shown);
                    waiting.Enqueue((folder, shown));
                }
            }

            return admitted;
        }
    }

    // An archive's counts are not to be trusted (expanded folders), so there every folder is asked for its children.
    private Task<List<GraphFolder>> ChildrenOfAsync(GraphFolder parent, CancellationToken cancellationToken) =>
        parent.ChildFolderCount == 0 && calls.Kind == MailboxKind.Primary
            ? Task.FromResult(new List<GraphFolder>())
            : ReadAsync(parent.Id, parent.ChildFolderCount, cancellationToken);

    // Below an expanded folder the main mailbox and the shard both list the children, each with an id of its own. Whether two
    // of one name are one folder is not guessed: the main one, asked for, redirects to the other.
    private async Task<GraphFolder?> FindSameAsync(GraphFolder folder, List<GraphFolder> siblings, CancellationToken cancellationToken)
    {
        GraphFolder? namesake = siblings.Find(sibling => sibling.Id != folder.Id && string.Equals(sibling.DisplayName, folder.DisplayName, StringComparison.OrdinalIgnoreCase));
        if (namesake is null)
        {
            return null;
        }

        GraphJson.Read<GraphFolder> read = await calls.Version.SendAsync(version => calls.Json.SendAsync(
            calls.To(HttpMethod.Get, GraphOperation.ListFolders, calls.Folder(version, folder.Id, string.Empty)), ListingJson.Default.GraphFolder, found => found.Id is not null, cancellationToken))
            .ConfigureAwait(false);
        return read.Source?.FolderId == namesake.Id ? namesake : null;
    }

    private async Task<List<GraphFolder>> ReadAsync(string? parentId, int? promised, CancellationToken cancellationToken)
    {
        var folders = new List<GraphFolder>();
        string tail = parentId is null ? "/folders" : "/childFolders";
        await foreach (PagedListing<GraphFolder>.Page page in pages
            .ReadAsync(
                GraphOperation.ListFolders, version => calls.Folder(version, parentId, tail), withSizes ? QueryWithSizes : Query, promised, null, cancellationToken,
                source => calls.RememberContent(parentId, source)).ConfigureAwait(false))
        {
            foreach (GraphFolder folder in page.Entries)
            {
                calls.RememberShard(folder.Id!, page.Source);
                folders.Add(folder);
            }
        }

        return folders;
    }

    private static string QueryFor(params string[] properties) =>
        $"includeHiddenFolders=true&$top=100&$expand=singleValueExtendedProperties($filter={Uri.EscapeDataString(string.Join(" or ", properties.Select(id => $"id eq '{id}'")))})";

    /// <summary>A folder in our words.</summary>
    public static MailboxFolder ToFolder(GraphFolder folder, MailboxFolder? parent)
    {
        string name = folder.DisplayName ?? string.Empty;
        string? folderClass = folder.Type ?? ExtendedProperty.Find(folder.SingleValueExtendedProperties, ExtendedProperty.ContainerClass);
        return new MailboxFolder
        {
            Id = folder.Id!,
            ParentId = parent?.Id,
            Name = name,
            Path = FolderPath.Join(parent?.Path, name),
            FolderClass = string.IsNullOrEmpty(folderClass) ? "IPF.Note" : folderClass,
            ItemCount = folder.TotalItemCount ?? 0,
            Size = long.TryParse(ExtendedProperty.Find(folder.SingleValueExtendedProperties, ExtendedProperty.SizeOfItems), CultureInfo.InvariantCulture, out long size) ? size : null,
            IsHidden = bool.TryParse(ExtendedProperty.Find(folder.SingleValueExtendedProperties, ExtendedProperty.IsHidden), out bool hidden) && hidden,
            WellKnownName = folder.WellKnownName,
        };
    }
}

using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>A simulated mailbox behind the engine's seam: every call takes time, may fail, and may be the last of its process.</summary>
internal sealed partial class MailboxView(SimulatedProcess process, SimulatedMailbox mailbox, bool isSource) : IMailbox
{
    public string Address => mailbox.Address;

    public MailboxKind Kind => mailbox.Kind;

    public string MailboxId => mailbox.Id;

    private World World => process.World;

    private Random Dice => process.World.Dice;

    private Weather Weather => process.Weather;

    public async IAsyncEnumerable<MailboxFolder> ListFoldersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        foreach (var folder in mailbox.Folders.ToArray())
        {
            process.Pass(Moment.FolderListed, folder.Id);
            yield return folder with { ItemCount = mailbox.Items.Count(item => item.FolderId == folder.Id) };
            if (Dice.Next(4) == 0)
            {
                await process.PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public IAsyncEnumerable<IReadOnlyList<MailboxItem>> ListItemsAsync(MailboxFolder folder, DateTimeOffset? changedAfter, CancellationToken cancellationToken) =>
        ListAsync(folder, item => changedAfter is null || item.LastModifiedUtc > changedAfter, static item => item, Dice.Next(1, 9), cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<ItemVersion>> ListVersionsAsync(MailboxFolder folder, CancellationToken cancellationToken) =>
        ListAsync(folder, static _ => true, static item => new ItemVersion(item.Id, item.ShardId, item.ChangeKey), Dice.Next(4, 33), cancellationToken);

    private async IAsyncEnumerable<IReadOnlyList<T>> ListAsync<T>(
        MailboxFolder folder, Func<MailboxItem, bool> isAskedFor, Func<MailboxItem, T> show, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        if (mailbox.FindFolder(folder.Id) is null)
        {
            throw Trouble.NoFolder();
        }

        // Pages are counted from the front, as $skip does: what changes meanwhile shifts them.
        var shard = mailbox.ShardOf(folder.Id);
        for (var skip = 0; ; skip += size)
        {
            var page = mailbox.Items
                .Where(item => item.FolderId == folder.Id && item.VisibleFrom <= World.Clock.Now && isAskedFor(item.Facts))
                .Skip(skip).Take(size).Select(item => show(item.Facts)).ToArray();
            process.Pass(isSource ? Moment.SourcePage : Moment.DestinationPage, folder.Id);
            if (page.Length > 0)
            {
                yield return page;
            }

            if (page.Length < size)
            {
                yield break;
            }

            await process.PauseAsync(cancellationToken).ConfigureAwait(false);
            Trouble.Pass(process, Weather.BreakingListing);
            if (shard != mailbox.ShardOf(folder.Id))
            {
                throw Trouble.Passing(Dice);
            }
        }
    }

    public async Task<MailboxFolder> CreateFolderAsync(MailboxFolder? parent, string name, string folderClass, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        var folder = mailbox.FindChild(parent, name);
        if (folder is null)
        {
            folder = mailbox.AddFolder(parent, name, folderClass);
            process.Pass(Moment.FolderMade, folder.Path);
            await process.PauseAsync(cancellationToken).ConfigureAwait(false);
            Trouble.Pass(process, Weather.Failing);
        }

        return folder;
    }

    public Task ProbeExportAsync(CancellationToken cancellationToken) => EnterAsync(cancellationToken);

    public Task ProbeImportAsync(CancellationToken cancellationToken) => EnterAsync(cancellationToken);

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await process.PauseAsync(cancellationToken).ConfigureAwait(false);
        Trouble.Pass(process, Weather.Failing);
    }
}

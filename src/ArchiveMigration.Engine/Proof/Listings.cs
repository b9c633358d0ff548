using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Engine.Proof;

/// <summary>Reads the items of folders of both sides; one page of each folder at work is in memory.</summary>
internal sealed class Listings(ProofContext context)
{
    private const int FoldersAtOnce = 3;

    /// <summary>Reads folders of both sides into the tables.</summary>
    /// <param name="source">Numbers of source folders.</param>
    /// <param name="destination">Numbers of destination folders.</param>
    /// <param name="keepsId">Which items' ids are kept, by item and key.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task ReadAsync(IReadOnlyCollection<int> source, IReadOnlyCollection<int> destination, Func<MailboxItem, long, bool> keepsId, CancellationToken cancellationToken) => ReadAsync(
        source,
        destination,
        (number, page) => context.Store.AddSource(number, context.Folders[number] ?? -1 - number, page, keepsId),
        (number, page) => context.Store.AddDestination(number, page, keepsId),
        cancellationToken);

    /// <summary>Reads folders of both sides at the same time: they are different mailboxes with limits of their own.</summary>
    public async Task ReadAsync(
        IReadOnlyCollection<int> source,
        IReadOnlyCollection<int> destination,
        Action<int, IReadOnlyList<MailboxItem>> keepSource,
        Action<int, IReadOnlyList<MailboxItem>> keepDestination,
        CancellationToken cancellationToken)
    {
        var folders = context.Folders;
        context.Meter.Expect(source.Sum(number => (long)folders.Source[number].ItemCount) + destination.Sum(number => (long)folders.Destination[number].ItemCount));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var options = new ParallelOptions { MaxDegreeOfParallelism = FoldersAtOnce, CancellationToken = ended.Token };
        await TogetherAsync(
            Parallel.ForEachAsync(source, options, (number, token) => ReadAsync(context.Source, folders.Source[number], page => keepSource(number, page), token)),
            Parallel.ForEachAsync(destination, options, (number, token) => ReadAsync(context.Destination, folders.Destination[number], page => keepDestination(number, page), token)),
            ended).ConfigureAwait(false);
    }

    private async ValueTask ReadAsync(IMailbox mailbox, MailboxFolder folder, Action<IReadOnlyList<MailboxItem>> keep, CancellationToken cancellationToken)
    {
        context.Meter.Enter(folder.Path);
        await foreach (var page in mailbox.ListItemsAsync(folder, changedAfter: null, cancellationToken).OnePageAhead(cancellationToken).ConfigureAwait(false))
        {
            keep(page);
            context.Meter.Read(page.Count);
        }
    }

    /// <summary>When one side cannot be read, the other is not read on for nothing; the first failure is the one told.</summary>
    private static async Task TogetherAsync(Task one, Task other, CancellationTokenSource ended)
    {
        var first = await Task.WhenAny(one, other).ConfigureAwait(false);
        if (!first.IsCompletedSuccessfully)
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(one, other).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
            await first.ConfigureAwait(false);
        }

        await Task.WhenAll(one, other).ConfigureAwait(false);
    }
}

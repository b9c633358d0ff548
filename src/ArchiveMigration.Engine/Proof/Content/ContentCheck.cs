using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Proof.Content;

/// <summary>
/// Compares the contents of items that were found at the destination: both are exported again and their prints are compared. What differs is no longer counted as
/// verified.
/// </summary>
internal sealed class ContentCheck(ProofContext context, MatchTally tally, FindingList findings)
{
    private const int Lanes = 4;
    private const int PortionsAhead = 8;

    private readonly object gate = new();
    private Exception? first;
    private long compared;
    private long differing;

    /// <summary>Compares all that was drawn.</summary>
    public async Task<ContentProof> RunAsync(CancellationToken cancellationToken)
    {
        var population = tally.Source.Values.Sum(static counts => counts.Verified);
        context.Meter.Expect((long)(population * context.Draw.Share));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var portions = Channel.CreateBounded<IReadOnlyList<ContentGroup>>(PortionsAhead);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Guarded(() => LaneAsync(portions.Reader, ended.Token)))
                .Append(Guarded(() => ReadAsync(portions.Writer, ended.Token)))).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (first is not null && !cancellationToken.IsCancellationRequested)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        return new ContentProof(population, compared, differing, context.Draw.Share, context.Draw.Seed);

        async Task Guarded(Func<Task> work)
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                Interlocked.CompareExchange(ref first, failure, null);
                await ended.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private async Task ReadAsync(ChannelWriter<IReadOnlyList<ContentGroup>> portions, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var portion in ContentGroups.ReadAsync(context, cancellationToken).ConfigureAwait(false))
            {
                context.Meter.Enter(context.Folders.Source[portion[0].Source[0].Folder].Path);
                await portions.WriteAsync(portion, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            portions.TryComplete();
        }
    }

    private async Task LaneAsync(ChannelReader<IReadOnlyList<ContentGroup>> portions, CancellationToken cancellationToken)
    {
        using var source = new ContentReader(context.Source, context.Rules);
        using var destination = new ContentReader(context.Destination, rules: null);
        await foreach (var portion in portions.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var from = ReadAsync(source, portion.SelectMany(static group => group.Source), cancellationToken);
            var to = ReadAsync(destination, portion.SelectMany(static group => group.Destination), cancellationToken);
            await Task.WhenAll(from, to).ConfigureAwait(false);
            foreach (var group in portion)
            {
                await CompareAsync(group, await from.ConfigureAwait(false), await to.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }

            context.Meter.Read(portion.Sum(static group => group.Source.Count));
        }
    }

    private static async Task<Dictionary<string, ContentReader.Printed>> ReadAsync(ContentReader reader, IEnumerable<ContentGroup.Entry> entries, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, ContentReader.Printed>(StringComparer.Ordinal);
        foreach (var shard in entries.GroupBy(static entry => entry.Shard))
        {
            foreach (var some in shard.Select(static entry => entry.Item).Chunk(MailboxLimits.MostItemsPerExport))
            {
                foreach (var (id, printed) in await reader.ReadAsync(some, cancellationToken).ConfigureAwait(false))
                {
                    answers[id] = printed;
                }
            }
        }

        return answers;
    }

    private async Task CompareAsync(
        ContentGroup group, Dictionary<string, ContentReader.Printed> from, Dictionary<string, ContentReader.Printed> to, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref compared, group.Source.Count);
        List<ContentGroup.Entry> open = [];
        List<ContentGroup.Entry> free = [.. group.Destination];
        foreach (var entry in group.Source)
        {
            var (print, mapped, _) = from[entry.Item.Id];
            var like = (mapped ?? print) is { } wanted ? free.Find(copy => to[copy.Item.Id].Print?.IsSame(wanted) == true) : null;
            if (like is not null)
            {
                free.Remove(like);
            }
            else
            {
                open.Add(entry);
            }
        }

        foreach (var entry in open)
        {
            var known = await KnownAsync(entry, cancellationToken).ConfigureAwait(false);
            var copy = free.Find(copy => IsNotMapped(from[entry.Item.Id], to[copy.Item.Id])) ?? free.FirstOrDefault();
            if (copy is not null)
            {
                free.Remove(copy);
            }

            Judge(entry, from[entry.Item.Id], copy, copy is null ? null : to[copy.Item.Id], known);
        }
    }

    private void Judge(ContentGroup.Entry entry, ContentReader.Printed from, ContentGroup.Entry? copy, ContentReader.Printed? to, LedgerItem? known)
    {
        var isUnmapped = to is not null && IsNotMapped(from, to);
        if (isUnmapped && known?.Mapping?.Outcome == ItemMappingOutcome.NotMapped)
        {
            return; // The ledger says so, and why.
        }

        var (kind, detail) = (from.Print, to?.Print) switch
        {
            (null, _) => (ProofFindingKind.ContentNotReadable, Text("source", from.Error)),
            (_, null) => (ProofFindingKind.ContentNotReadable, Text("destination", to?.Error)),
            _ when isUnmapped => (ProofFindingKind.MappingDiffers, $"Its content is that at the source; {Unmapped(from.Planned)}."),
            _ => (ProofFindingKind.ContentDiffers, (from.Mapped ?? from.Print)!.DescribeDifference(to!.Print!) + (known?.ChangedSinceMigrated == true ? " It was changed at the source after it was copied." : string.Empty)),
        };
        lock (gate)
        {
            differing++;
            var counts = tally.SourceOf(entry.Folder, entry.Shard);
            counts.Verified--;
            counts.Unexplained++;
            findings.Add(new ProofFinding
            {
                Kind = kind,
                Folder = context.Folders.Source[entry.Folder].Path,
                DestinationFolder = copy is null ? null : context.Folders.Destination[copy.Folder].Path,
                ItemClass = entry.Item.ItemClass,
                Size = entry.Item.Size,
                SourceShard = entry.Item.ShardId,
                SourceItemId = entry.Item.Id,
                DestinationShard = copy?.Item.ShardId,
                DestinationItemId = copy?.Item.Id,
                Detail = detail,
            });
        }
    }

    private static string Unmapped(AddressMapping planned) => (planned.AddressCount > 0, planned.RemovedCount > 0) switch
    {
        (true, true) => "its addresses are not mapped and its retention tags not removed, as the project says now",
        (false, true) => "its retention tags are not removed, as the project says now",
        _ => "its addresses are not mapped as the project's rules say now",
    };

    private static bool IsNotMapped(ContentReader.Printed from, ContentReader.Printed to) => from.Mapped is not null && to.Print is { } there && from.Print!.IsSame(there);

    private static string Text(string side, MigrationException? failure)
        => failure is null ? $"It could not be exported at the {side}." : failure.WithTicket($"It could not be exported at the {side} ({failure.ErrorId}): {failure.Message}");

    private async Task<LedgerItem?> KnownAsync(ContentGroup.Entry entry, CancellationToken cancellationToken)
    {
        foreach (var disposition in (Disposition[])[Disposition.Imported, Disposition.AlreadyPresent])
        {
            if (entry.Ledger > 0 && await context.Ledger.ReadItemsAsync(context.User.Id, disposition, entry.Ledger - 1, 1, cancellationToken).ConfigureAwait(false) is [var item] && item.Key == entry.Ledger)
            {
                return item;
            }
        }

        return null;
    }
}

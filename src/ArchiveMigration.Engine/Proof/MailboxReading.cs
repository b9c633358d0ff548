using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Reads both mailboxes and matches them. Folders in which something is not as it was left are read a second time before it is said, with all that is needed to
/// name it: a listing from which something is deleted while it is read leaves out what is there.
/// </summary>
internal sealed class MailboxReading(ProofContext context)
{
    /// <summary>A renamed folder uncovers the ones below it: as many levels of renamed folders are looked through.</summary>
    private const int MostRenamedLevels = 10;

    private EvenFolders? even;
    private int[] counted = [.. context.Folders.Source.Select(static folder => folder.ItemCount)];

    /// <summary>What Exchange counts in each source folder, as asked last.</summary>
    public IReadOnlyList<int> CountedBySource => counted;

    /// <summary>Reads, matches, and reads again what needs it.</summary>
    public async Task<MatchTally> RunAsync(CancellationToken cancellationToken)
    {
        var listings = new Listings(context);
        var all = Enumerable.Range(0, context.Folders.Source.Count).ToArray();
        if (context.Draw.IsAny)
        {
            await listings.ReadAsync(all, [.. context.Folders.InScope], (item, key) => ProofStore.HasNoKey(item) || context.Draw.Draws(key), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            even = await ReadEvenAsync(listings, all, cancellationToken).ConfigureAwait(false);
        }

        var tally = await MatchAsync(cancellationToken).ConfigureAwait(false);

        var (source, destination) = Doubtful(tally, cancellationToken);
        if (source.Count + destination.Count == 0)
        {
            return tally;
        }

        context.Meter.Tell($"{context.User.SourceAddress}: {source.Count + destination.Count} folders do not come out even; reading them a second time.");
        await CountAgainAsync(cancellationToken).ConfigureAwait(false);
        await listings.ReadAsync(source, destination, static (_, _) => true, cancellationToken).ConfigureAwait(false);
        return await MatchAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads both sides, and takes only those folders into the tables that do not come out even by their digests.</summary>
    private async Task<EvenFolders> ReadEvenAsync(Listings listings, int[] all, CancellationToken cancellationToken)
    {
        using var source = ListedRows.Open(context.Store, isSource: true);
        using var destination = ListedRows.Open(context.Store, isSource: false);

        // No pass writes meanwhile, so the ledger can be summed up beside.
        var known = Task.Run(() => context.Ledger.ReadKnownFoldersAsync(context.User.Id, cancellationToken), cancellationToken);
        await Task.WhenAll(listings.ReadAsync(all, [.. context.Folders.InScope], source.Add, destination.Add, cancellationToken), known).ConfigureAwait(false);
        var found = EvenFolders.Find(context.Folders, source, destination, await known.ConfigureAwait(false), context.Store.Reasons);
        if (!found.AreAll)
        {
            source.ReadBack(found.UnevenSource, number => context.Folders[number] ?? -1 - number, cancellationToken);
            destination.ReadBack(found.UnevenDestination, static number => number, cancellationToken);
        }

        return found;
    }

    private async Task<MatchTally> MatchAsync(CancellationToken cancellationToken)
    {
        context.Meter.Enter("comparing");
        var tally = new MatchTally();
        if (even?.AreAll == true)
        {
            context.Store.Work(static session => session.Run(ProofTables.Leftovers), cancellationToken);
        }
        else
        {
            await new LedgerLook(context, even).RunAsync(cancellationToken).ConfigureAwait(false);
            tally = MatchTables(cancellationToken);
        }

        even?.AddTo(tally);
        return tally;
    }

    private MatchTally MatchTables(CancellationToken cancellationToken) => context.Store.Work(
        session =>
        {
            for (var level = 1; ; level++)
            {
                var tally = ListingMatch.Run(context, session, cancellationToken);
                Leftovers.Sort(session, tally, context.FirstPassUtc);
                if (level == MostRenamedLevels || !RenamedFolders.Find(context, session, tally))
                {
                    return tally;
                }
            }
        },
        cancellationToken);

    /// <summary>Folders of which something is missing, gone, added, or not listed although it is counted. One that is not there as a whole need not be read again.</summary>
    private (HashSet<int> Source, HashSet<int> Destination) Doubtful(MatchTally tally, CancellationToken cancellationToken) => context.Store.Work(
        session =>
        {
            HashSet<int> source = [.. session.Query("SELECT DISTINCT folder FROM missing JOIN source USING (seq) WHERE source.pair >= 0", static row => row.GetInt32(0))];
            HashSet<int> destination =
            [
                .. source.Select(number => context.Folders[number]!.Value),
                .. session.Query($"SELECT DISTINCT pair FROM extra WHERE what IN ({Leftovers.Misplaced}, {Leftovers.Added})", static row => row.GetInt32(0)),
            ];
            var gone = session.Query("SELECT DISTINCT folder FROM gone WHERE disposition <> 5", static row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);
            for (var number = 0; number < counted.Length; number++)
            {
                if (even?.UnevenSource.Contains(number) == false)
                {
                    continue; // A folder that was deleted and made anew has items of the old one among those that are gone.
                }

                if (gone.Contains(context.Folders.Source[number].Path) || tally.Listed(number) < counted[number])
                {
                    source.Add(number);
                }
            }

            return (source, destination);
        },
        cancellationToken);

    private async Task CountAgainAsync(CancellationToken cancellationToken)
    {
        var now = (await context.Source.GatherFoldersAsync(cancellationToken).ConfigureAwait(false)).GroupBy(static folder => folder.Id, StringComparer.Ordinal)
            .ToDictionary(static folder => folder.Key, static folder => folder.First().ItemCount, StringComparer.Ordinal);
        counted = [.. context.Folders.Source.Select(folder => now.GetValueOrDefault(folder.Id))];
    }
}

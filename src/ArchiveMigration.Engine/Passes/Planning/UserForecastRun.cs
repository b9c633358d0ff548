using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Filters;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Readiness;

namespace ArchiveMigration.Engine.Passes.Planning;

/// <summary>Forecasts one user: lists the source and lays rules and the ledger beside it. Writes nothing anywhere.</summary>
internal sealed class UserForecastRun(ILedger ledger, IMailboxService source, ProjectOptions projectOptions, RunRequest request, IProgress<MigrationEvent> progress, TimeProvider time)
{
    private const int FoldersAtOnce = 3;
    private const int PageSize = 5000;

    /// <summary>Forecasts. A mailbox that cannot be listed is a result, not an exception.</summary>
    /// <exception cref="MigrationException">The store cannot be read.</exception>
    public async Task<UserForecast> RunAsync(MigrationUser user, CancellationToken cancellationToken)
    {
        progress.Report(new MigrationEvent.UserStarted(user.SourceAddress));
        var forecast = new UserForecast { Project = user.Project, Pass = request.Kind, SourceAddress = user.SourceAddress, DestinationAddress = user.DestinationAddress };
        try
        {
            forecast = request.Kind == PassKind.RetryErrors
                ? await RetryAsync(forecast, user, cancellationToken).ConfigureAwait(false)
                : await ListAsync(forecast, user, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException failure) when (failure.Kind != MigrationErrorKind.Store)
        {
            forecast = forecast with { ErrorId = failure.ErrorId, Detail = failure.WithTicket(string.IsNullOrEmpty(failure.Remedy) ? failure.Message : $"{failure.Message} {failure.Remedy}") };
        }

        progress.Report(new MigrationEvent.UserEnded(user.SourceAddress, forecast.ErrorId is null ? MigrationStatus.Completed : MigrationStatus.Failed, forecast.Detail));
        return forecast with { TimeAtBest = TransferTime.AtBest(forecast.CopyItemSize, forecast.CopyItemCount) };
    }

    private async Task<UserForecast> ListAsync(UserForecast forecast, MigrationUser user, CancellationToken cancellationToken)
    {
        var mailbox = await source.OpenMailboxAsync(user.SourceAddress, MailboxKind.Archive, cancellationToken).ConfigureAwait(false);
        var meter = new UserMeter(user.SourceAddress, progress, time);
        var filter = ProjectFilter.Of(user.Options.Over(projectOptions));
        var plan = new FolderPlan(filter);
        var clashes = new FolderClashes();
        List<(MailboxFolder Source, FolderForecast Forecast)> folders = [];
        await foreach (var folder in mailbox.ListFoldersAsync(cancellationToken).ConfigureAwait(false))
        {
            var place = plan.Add(folder);
            if (place.ExcludedBy is null)
            {
                clashes.Look(folder, place.Names);
            }

            folders.Add((folder, new FolderForecast(folder.Path, FolderNames.Join(place.Names), 0, 0, 0, 0, place.ExcludedBy)));
        }

        var tally = new ForecastTally(
            request, filter, await KnownAsync(user, [Disposition.Imported, Disposition.AlreadyPresent], cancellationToken).ConfigureAwait(false), await KnownAsync(user, [Disposition.Failed], cancellationToken).ConfigureAwait(false));
        var done = new FolderForecast[folders.Count];
        var some = new ParallelOptions { MaxDegreeOfParallelism = FoldersAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, folders.Count), some, async (number, token) =>
        {
            var (folder, counted) = folders[number];
            meter.EnterFolder(folder.Path);
            await foreach (var page in mailbox.ListItemsAsync(folder, changedAfter: null, token).OnePageAhead(token).ConfigureAwait(false))
            {
                counted = tally.Add(counted, page);
                meter.Discovered(page.Count);
            }

            done[number] = counted;
        }).ConfigureAwait(false);

        return tally.Into(forecast) with
        {
            Folders = done,
            ItemCount = done.Sum(static folder => folder.ItemCount),
            ItemSize = done.Sum(static folder => folder.ItemSize),
            CopyItemCount = done.Sum(static folder => folder.CopyItemCount),
            CopyItemSize = done.Sum(static folder => folder.CopyItemSize),
            Detail = Said(user, plan, clashes, meter),
        };
    }

    private static string? Said(MigrationUser user, FolderPlan plan, FolderClashes clashes, UserMeter meter)
    {
        List<string> said = [];
        if (plan.NotFound is { Count: > 0 } tokens)
        {
            said.Add($"No folder was found to be {string.Join(", ", tokens)}: if there is one, name it as it is called in this mailbox.");
        }

        if (clashes.Sentence(user.SourceAddress) is { } clash)
        {
            said.Add($"{clash} {FolderClashes.Remedy}");
        }

        said.ForEach(meter.Warn);
        return said.Count == 0 ? null : string.Join(' ', said);
    }

    /// <summary>What failed is known here; nobody is asked.</summary>
    private async Task<UserForecast> RetryAsync(UserForecast forecast, MigrationUser user, CancellationToken cancellationToken)
    {
        var folders = new Dictionary<string, FolderForecast>(StringComparer.Ordinal);
        var others = 0;
        await AddAsync((after, token) => ledger.ReadRetriedAsync(user.Id, after, PageSize, token), static item => item.Disposition == Disposition.Pending).ConfigureAwait(false);
        await AddAsync(
            (after, token) => ledger.ReadItemsAsync(user.Id, Disposition.Failed, after, PageSize, token),
            item =>
            {
                var isTaken = request.ErrorId is null || request.ErrorId.Equals(item.ErrorId, StringComparison.OrdinalIgnoreCase);
                others += isTaken ? 0 : 1;
                return isTaken;
            }).ConfigureAwait(false);
        return forecast with
        {
            Folders = folders.Values.ToArray(),
            ItemCount = folders.Values.Sum(static folder => folder.ItemCount),
            ItemSize = folders.Values.Sum(static folder => folder.ItemSize),
            CopyItemCount = folders.Values.Sum(static folder => folder.CopyItemCount),
            CopyItemSize = folders.Values.Sum(static folder => folder.CopyItemSize),
            LaterItemCount = others,
        };

        async Task AddAsync(Func<long, CancellationToken, Task<IReadOnlyList<LedgerItem>>> read, Func<LedgerItem, bool> isTaken)
        {
            var after = 0L;
            while (await read(after, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
            {
                after = page[^1].Key;
                foreach (var item in page.Where(isTaken))
                {
                    var folder = folders.GetValueOrDefault(item.FolderPath) ?? new FolderForecast(item.FolderPath, item.FolderPath, 0, 0, 0, 0, null);
                    folders[item.FolderPath] = folder with
                    {
                        ItemCount = folder.ItemCount + 1, ItemSize = folder.ItemSize + item.Source.Size, CopyItemCount = folder.CopyItemCount + 1, CopyItemSize = folder.CopyItemSize + item.Source.Size,
                    };
                }
            }
        }
    }

    private async Task<HashSet<long>> KnownAsync(MigrationUser user, Disposition[] dispositions, CancellationToken cancellationToken)
    {
        HashSet<long> known = [];
        foreach (var disposition in dispositions)
        {
            var after = 0L;
            while (await ledger.ReadKnownAsync(user.Id, disposition, after, PageSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
            {
                after = page[^1].Key;
                known.UnionWith(page.Select(static item => item.IdHash));
            }
        }

        return known;
    }
}

using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Filters;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// The first step of a full pass: the folder tree is walked and made at the destination, and every item is listed into the ledger. Folders that a rule leaves out
/// are not made, but listed all the same: what is left out is counted.
/// </summary>
internal sealed class Discovery(PassContext context, DestinationMatch match)
{
    private const int FoldersAtOnce = 3;

    /// <summary>The same for a trial: of each folder only so much is listed as is copied of it.</summary>
    public async Task TryAsync(CancellationToken cancellationToken)
    {
        var folders = await MirrorTreeAsync(cancellationToken).ConfigureAwait(false);
        context.Scope.ChooseOnly();
        var listing = new TrialListing(context);
        foreach (var folder in folders)
        {
            await listing.RunAsync(folder.Source, folder.Known, folder.ExcludedBy, cancellationToken).ConfigureAwait(false);
        }

        await DecideAsync(folders, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Walks, mirrors and lists; then finds out what is at the destination already, and what the rules leave out of the rest.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folders = await MirrorTreeAsync(cancellationToken).ConfigureAwait(false);
        var listing = new SourceFolderListing(context);
        await Parallel.ForEachAsync(folders, Some(cancellationToken), (folder, token) => listing.RunAsync(folder.Source, folder.Known, token)).ConfigureAwait(false);
        await context.Ledger.CompleteSourceFoldersAsync(context.PassId, cancellationToken).ConfigureAwait(false);
        await DecideAsync(folders, cancellationToken).ConfigureAwait(false);
        await WarnOfUnrecognisableAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task DecideAsync(List<PlannedFolder> folders, CancellationToken cancellationToken)
    {
        var exclusion = new ItemExclusion(context, folders.ToDictionary(static folder => folder.Known.Key, static folder => folder.ExcludedBy));
        await exclusion.ReleaseAsync(cancellationToken).ConfigureAwait(false);
        var destinations = folders.Select(folder => folder.Destination).OfType<MailboxFolder>().DistinctBy(folder => folder.Id).ToList();
        await LookAsync().ConfigureAwait(false);
        if (await match.Earlier.WaitForUnknownAsync(cancellationToken).ConfigureAwait(false))
        {
            await LookAsync().ConfigureAwait(false);
        }

        await exclusion.ExcludeAsync(cancellationToken).ConfigureAwait(false);

        Task LookAsync() => Parallel.ForEachAsync(destinations, Some(cancellationToken), (folder, token) => match.RunAsync(folder, token));
    }

    private async Task<List<PlannedFolder>> MirrorTreeAsync(CancellationToken cancellationToken)
    {
        var plan = new FolderPlan(context.Filter);
        var mirror = await FolderMirror.OpenAsync(context.Destination, NoteMadeAsync, cancellationToken).ConfigureAwait(false);
        var clashes = new FolderClashes();
        List<PlannedFolder> folders = [];
        await foreach (var source in context.Source.ListFoldersAsync(cancellationToken).ConfigureAwait(false))
        {
            context.Meter.EnterFolder(source.Path);
            var place = plan.Add(source);
            var destination = place.ExcludedBy is null
                ? await mirror.MakeAsync(place.Names, source.FolderClass, cancellationToken).ConfigureAwait(false)
                : mirror.Find(place.Names);
            var recorded = await context.Ledger.RecordFolderAsync(context.PassId, source, cancellationToken).ConfigureAwait(false);
            if (destination is not null && (recorded.DestinationFolderId != destination.Id || recorded.DestinationPath != destination.Path))
            {
                await context.Ledger.SetDestinationFolderAsync(recorded.Key, destination, cancellationToken).ConfigureAwait(false);
            }

            if (destination is not null && place.ExcludedBy is null)
            {
                clashes.There(place.Names, destination.FolderClass);
                clashes.Look(source, place.Names);
            }

            folders.Add(new PlannedFolder(source, destination, recorded, place.ExcludedBy));
        }

        WarnOfTokens(plan);
        if (clashes.Sentence(context.User.SourceAddress) is { } clash)
        {
            context.Meter.Warn($"{clash} {FolderClashes.Remedy}");
        }

        return folders;

        Task NoteMadeAsync(MailboxFolder made)
        {
            match.Earlier.HasMadeFolder = true;
            return context.Ledger.RecordMadeFolderAsync(context.User.Id, made.Id, cancellationToken);
        }
    }

    private void WarnOfTokens(FolderPlan plan)
    {
        if (plan.NotFound is { Count: > 0 } tokens)
        {
            context.Meter.Warn(
                $"{context.User.SourceAddress}: no folder was found to be {string.Join(", ", tokens)}. In archives Exchange hardly tells which folder that is; here it is known by its class or its English name only. "
                + "If there is one, name it as it is called in this mailbox: Set-ArchiveMigrationProject -ExcludeFolders or -IncludeFolders.");
        }
    }

    private async Task WarnOfUnrecognisableAsync(CancellationToken cancellationToken)
    {
        if (await context.Ledger.CountUnrecognisableAsync(context.User.Id, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            context.Meter.Warn(
                $"{context.User.SourceAddress}: {(count == 1 ? "1 item to copy has" : $"{count:N0} items to copy have")} no search key, no message id and no dates, so only this machine's record tells that they were copied. "
                + "They are copied with the others; keep the store until the migration is closed, because without it they would be copied again.");
        }
    }

    private static ParallelOptions Some(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = FoldersAtOnce, CancellationToken = cancellationToken };

    private readonly record struct PlannedFolder(MailboxFolder Source, MailboxFolder? Destination, LedgerFolder Known, string? ExcludedBy);
}

using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Finds out whether a full destination has room again, by importing one of the items that wait for it: nothing else of the service proves it
/// (an import session is given for a full mailbox too). Nothing is listed, so it is one that its search key tells from all others.
/// </summary>
internal sealed class QuotaProbe(PassContext context)
{
    private const int Candidates = 100;
    private const int MostTries = 3;

    /// <summary>Tries.</summary>
    /// <exception cref="MigrationException">What concerns neither the item nor the quota: an outage, a permission, the store.</exception>
    public async Task<QuotaAnswer> RunAsync(CancellationToken cancellationToken)
    {
        var before = await ImportedAsync(cancellationToken).ConfigureAwait(false);
        var retries = new RetryBook();
        List<long> tried = [];
        while (tried.Count < MostTries)
        {
            var pending = await context.Ledger.ReadPendingAsync(context.User.Id, 0, Candidates, cancellationToken).ConfigureAwait(false);

            // Room for the largest of them is worth going on for; a tiny one may fit into what little is always left.
            if (pending.Where(item => context.Scope.Contains(item) && ImportIntents.IsNotNeededFor(item) && !tried.Contains(item.Key)).MaxBy(item => item.Source.Size) is not { } item)
            {
                return pending.Count == 0 ? QuotaAnswer.Room : QuotaAnswer.Unknown;
            }

            tried.Add(item.Key);
            try
            {
                await new CopyRound(context, retries, new ImportIntents(context), candidate => candidate.Key == item.Key, most: 1).RunAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (MigrationException full) when (full.ErrorId == ErrorIds.QuotaExceeded)
            {
                return QuotaAnswer.Full;
            }

            // An item that vanished or is broken proves nothing.
            if (await ImportedAsync(cancellationToken).ConfigureAwait(false) > before)
            {
                return QuotaAnswer.Room;
            }

            if (retries.TakeUncertainFolders().Count > 0)
            {
                break;
            }
        }

        return QuotaAnswer.Unknown;
    }

    private async Task<long> ImportedAsync(CancellationToken cancellationToken)
    {
        await context.Ledger.FlushAsync(cancellationToken).ConfigureAwait(false);
        return (await context.Ledger.ReadTallyAsync(context.User.Id, cancellationToken).ConfigureAwait(false)).CountOf(Disposition.Imported);
    }
}

using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Readiness;

namespace ArchiveMigration.Engine.Reports;

/// <summary>Reads what a report is made of.</summary>
internal sealed class ReportReader(SqliteStore store, StatisticsReader statistics, TimeProvider time)
{
    private const int MostExamples = 3;
    private const int MostUsers = 5;

    public async Task<MigrationReport> ReadAsync(string projectName, CancellationToken cancellationToken)
    {
        var project = store.Catalog.GetProject(projectName);
        var users = store.Catalog.GetUsers(project.Name);
        var rows = await statistics.ReadAsync(project.Name, static _ => true, cancellationToken).ConfigureAwait(false);
        var notMapped = rows.Where(row => row.NotMappedItemCount > 0).Select(row => row.SourceAddress).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new MigrationReport
        {
            Project = project,
            MadeUtc = time.GetUtcNow(),
            Users = rows,
            Failures = await FailuresAsync(project.Name, users.ToDictionary(user => user.Id, user => user.SourceAddress), cancellationToken).ConfigureAwait(false),
            NotMappedItems = await NotMappedAsync(users.Where(user => notMapped.Contains(user.SourceAddress)), cancellationToken).ConfigureAwait(false),
            Readiness = ReadinessOf(project, users),
            Settings = store.GetSettingCopies(users),
            Throughput = await store.Ledger.ReadThroughputAsync(project.Name, cancellationToken).ConfigureAwait(false),
            Proof = store.ReadLastProof(project.Name),
        };
    }

    private ProjectReadiness? ReadinessOf(MigrationProject project, IReadOnlyList<MigrationUser> users)
    {
        var known = store.GetReadiness([.. users.Where(user => user.Status is not (MigrationStatus.Completed or MigrationStatus.CompletedWithErrors))]);
        return known.Count == 0 ? null : ProjectReadiness.Of(project, [.. users.Select(user => known.GetValueOrDefault(user.Id)).OfType<UserReadiness>()], users.Count, time.GetUtcNow());
    }

    private async Task<IReadOnlyList<FailureGroup>> FailuresAsync(string project, Dictionary<long, string> addresses, CancellationToken cancellationToken)
    {
        List<FailureGroup> groups = [];
        foreach (var error in store.ReadFailures(project).Where(tally => addresses.ContainsKey(tally.UserId)).GroupBy(tally => (tally.ErrorId, tally.ServiceCode)))
        {
            var worst = error.OrderByDescending(tally => tally.Count).ThenBy(tally => tally.UserId).ToList();
            List<(string, LedgerItem)> examples = [];
            foreach (var (userId, key) in worst.Select(tally => (tally.UserId, tally.FirstItemKey)).Concat(worst.Select(tally => (tally.UserId, tally.LastItemKey))).Distinct().Take(MostExamples))
            {
                if (await store.Ledger.ReadItemsAsync(userId, Disposition.Failed, key - 1, 1, cancellationToken).ConfigureAwait(false) is [var item])
                {
                    examples.Add((addresses[userId], item));
                }
            }

            groups.Add(new FailureGroup
            {
                ErrorId = error.Key.ErrorId,
                ServiceCode = error.Key.ServiceCode,
                ItemCount = worst.Sum(tally => tally.Count),
                ItemSize = worst.Sum(tally => tally.Size),
                UserCount = worst.Count,
                Users = [.. worst.Take(MostUsers).Select(tally => (addresses[tally.UserId], tally.Count))],
                Examples = examples,
            });
        }

        return [.. groups.OrderByDescending(group => group.ItemCount).ThenBy(group => group.ErrorId, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<(string User, LedgerItem Item)>> NotMappedAsync(IEnumerable<MigrationUser> users, CancellationToken cancellationToken)
    {
        List<(string, LedgerItem)> first = [];
        foreach (var user in users)
        {
            if (first.Count < MigrationReport.MostNotMappedItems)
            {
                var items = await store.Ledger.ReadNotMappedItemsAsync(user.Id, afterItemKey: 0, MigrationReport.MostNotMappedItems - first.Count, cancellationToken).ConfigureAwait(false);
                first.AddRange(items.Select(item => (user.SourceAddress, item)));
            }
        }

        return first;
    }
}

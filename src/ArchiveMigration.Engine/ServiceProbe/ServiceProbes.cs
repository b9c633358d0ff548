using ArchiveMigration.Engine.ServiceProbe.Probes;

namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>The questions that there are, in the order in which they are asked: what only reads comes first.</summary>
public static class ServiceProbes
{
    internal static IReadOnlyList<IServiceProbe> All { get; } =
    [
        new ArchiveInVersion1(), new ArchiveIdInVersion1(), new ItemDelta(), new BatchExport(), new FolderSizes(), new SizeFilter(), new ShardRedirect(),
        new ArchiveImport(), new SearchKeyKept(), new LastModifiedKept(), new ChunkedUpload(), new LargeItem(), new QuotaAnswer(), new SessionLifetime(), new SessionExpiry(),
        new FolderNameWithSlash(), new FolderNameTaken(), new LongFolderName(), new FolderUnderDeletedItems(), new FolderClasses(),
        new RbacOnly(), new ShardBudget(), new MeetingUpdates(), new EwsStream(),
    ];

    /// <summary>Short name and question of each.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Questions { get; } = All.Select(probe => KeyValuePair.Create(probe.Id, probe.Question)).ToArray();

    /// <summary>The named ones in their order; none named = all.</summary>
    /// <exception cref="MigrationException">InvalidArgument: there is none of that name.</exception>
    internal static IReadOnlyList<IServiceProbe> Choose(IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            if (!All.Any(probe => Is(probe, id)))
            {
                throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"There is no question '{id}'.")
                {
                    Target = id,
                    Remedy = $"There are: {string.Join(", ", All.Select(probe => probe.Id))}.",
                };
            }
        }

        return ids.Count == 0 ? All : [.. All.Where(probe => ids.Any(id => Is(probe, id)))];
    }

    private static bool Is(IServiceProbe probe, string id) => probe.Id.Equals(id, StringComparison.OrdinalIgnoreCase);
}

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Where a source folder is, for as long as several listings of it are taken together: had Exchange moved it to another shard between two of them, each item would
/// be known by two ids, and one of them taken for a copy that is still to come.
/// </summary>
internal sealed class FolderWhereabouts(string address, string path)
{
    private string? shard;

    /// <summary>Holds a page's shard against that of the pages before.</summary>
    /// <param name="shardId">The mailbox that holds the page's items; null for an empty page.</param>
    /// <exception cref="MigrationException">ServiceUnavailable, transient: the folder was moved meanwhile.</exception>
    public void Check(string? shardId)
    {
        shard ??= shardId;
        if (shardId is not null && !shardId.Equals(shard, StringComparison.OrdinalIgnoreCase))
        {
            throw new MigrationException(
                ErrorIds.ServiceUnavailable, MigrationErrorKind.Service, $"{address}: Exchange moved the folder '{path}' to another part of the archive while it was listed.")
            {
                Target = address,
                Remedy = "What was copied is recorded; the folder is listed anew by the next pass.",
                IsTransient = true,
            };
        }
    }
}

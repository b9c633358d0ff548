using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Scenarios;

namespace ArchiveMigration.Sandbox.Rehearsal;

/// <summary>
/// Holds what the migration says of itself against what the pretend service sees in its mailboxes: content hashes, not counts, and element by element where addresses were mapped.
/// </summary>
internal static class RehearsalVerdict
{
    /// <summary>What differs from what was expected; nothing when all is well.</summary>
    public static IEnumerable<string> Differences(SandboxScenario scenario, SandboxAudit audit, AddressChange addresses, MigrationReport report)
    {
        var audits = audit.CompareAll(addresses).ToDictionary(user => user.Source);
        foreach (var (source, destination) in scenario.Users)
        {
            var user = report.Users.Single(user => user.SourceAddress == source.UserPrincipalName);
            var seen = audits[source.UserPrincipalName];
            if (destination.Archive is null)
            {
                if (user.Status != MigrationStatus.Failed)
                {
                    yield return $"{user.SourceAddress} has no archive at the destination and yet is {user.Status}.";
                }

                continue;
            }

            var corrupt = CorruptItemsIn(source.Archive!);
            var expected = corrupt == 0 ? MigrationStatus.Completed : MigrationStatus.CompletedWithErrors;
            if (user.Status != expected)
            {
                yield return $"{user.SourceAddress} is {user.Status}, not {expected}: {user.StatusDetail}";
            }

            if (user.FailedItemCount != corrupt || seen.Lost != corrupt || seen.Duplicated + seen.Unexpected > 0 || user.SyncedItemCount != seen.Intact + seen.Altered)
            {
                yield return $"{seen}; the statistics say {user.SyncedItemCount} at the destination, {user.FailedItemCount} failed.";
            }

            if (seen.Altered != seen.Mapped || user.MappedItemCount != seen.Mapped || seen.Unmapped > user.NotMappedItemCount)
            {
                yield return $"{seen}; the statistics say that the addresses of {user.MappedItemCount} were mapped and those of {user.NotMappedItemCount} could not be.";
            }
        }
    }

    private static int CorruptItemsIn(SandboxMailbox archive) => archive.AllFolders()
        .Select(folder => (folder.ExpandedTo ?? folder).Items)
        .Sum(items => items.Serials().Count(serial => items.Find(serial) is { IsCorrupt: true }));
}

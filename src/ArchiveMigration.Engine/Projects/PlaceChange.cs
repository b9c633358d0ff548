using System.Globalization;
using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Projects;

/// <summary>What it means for items that are copied already when users or a project are told another place for them: a pass never moves anything.</summary>
internal sealed class PlaceChange(IMigrationCatalog catalog, ILedger ledger)
{
    /// <summary>What to say before a project is changed. Null = nothing that was copied is concerned.</summary>
    public Task<string?> WarningAsync(MigrationProject before, MigrationProject after, CancellationToken cancellationToken)
        => WarningAsync(before.Name, [.. catalog.GetUsers(before.Name).Select(user => (user.Id, Changed(before, user, after, user)))], cancellationToken);

    /// <summary>What to say before users are changed.</summary>
    public Task<string?> WarningAsync(string project, IReadOnlyList<UserChange> changes, CancellationToken cancellationToken)
    {
        var found = catalog.GetProject(project);
        return WarningAsync(found.Name, [.. changes.Select(change => (change.Current.Id, Changed(found, change.Current, found, change.Changed)))], cancellationToken);
    }

    private static IReadOnlyList<string> Changed(MigrationProject before, MigrationUser user, MigrationProject after, MigrationUser changed)
    {
        var (old, now) = (user.Options.Over(before.Options), changed.Options.Over(after.Options));
        return
        [
            .. new[]
            {
                (nameof(after.Destination), before.Destination.Equals(after.Destination, StringComparison.OrdinalIgnoreCase)),
                (nameof(changed.DestinationAddress), user.DestinationAddress.Equals(changed.DestinationAddress, StringComparison.OrdinalIgnoreCase)),
                (nameof(now.DestinationMailbox), old.DestinationMailbox == now.DestinationMailbox),
                (nameof(now.TargetRootFolder), old.TargetRootFolder == now.TargetRootFolder),
                (nameof(now.FolderMapping), old.FolderMapping.SequenceEqual(now.FolderMapping)),
            }.Where(static option => !option.Item2).Select(static option => option.Item1),
        ];
    }

    private async Task<string?> WarningAsync(string project, IReadOnlyList<(long Id, IReadOnlyList<string> Changed)> users, CancellationToken cancellationToken)
    {
        var (copied, concerned) = (0L, 0);
        SortedSet<string> options = [];
        foreach (var (id, changed) in users.Where(static user => user.Changed.Count > 0))
        {
            var tally = await ledger.ReadTallyAsync(id, cancellationToken).ConfigureAwait(false);
            if (tally.CountOf(Disposition.Imported) + tally.CountOf(Disposition.AlreadyPresent) is > 0 and var count)
            {
                copied += count;
                concerned++;
                options.UnionWith(changed);
            }
        }

        return copied == 0 ? null : string.Create(
            CultureInfo.CurrentCulture,
            $"{project}: {copied:N0} {(copied == 1 ? "item" : "items")} of {concerned:N0} {(concerned == 1 ? "user" : "users")} {(copied == 1 ? "was" : "were")} copied before {string.Join(" and ", options)} changed. {(copied == 1 ? "It stays where it is and is" : "They stay where they are and are")} not copied again; what is new goes to the new place, and a proof looks for everything there. "
            + $"To have all of it there, set it back, run Undo-ArchiveMigration {project}, change it again and start.");
    }
}

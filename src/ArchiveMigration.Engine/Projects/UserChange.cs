namespace ArchiveMigration.Engine.Projects;

/// <summary>What a change makes of a user.</summary>
public sealed record UserChange
{
    /// <param name="current">The user as it is.</param>
    /// <param name="changed">As it is to be.</param>
    public UserChange(MigrationUser current, MigrationUser changed)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(changed);
        Current = current;
        Changed = changed;
    }

    /// <summary>The user as it is.</summary>
    public MigrationUser Current { get; }

    /// <summary>The user as it is to be.</summary>
    public MigrationUser Changed { get; }

    /// <summary>The project.</summary>
    public string Project => Current.Project;

    /// <summary>The source address as it is.</summary>
    public string SourceAddress => Current.SourceAddress;

    /// <summary>The source address as it is to be.</summary>
    public string NewSourceAddress => Changed.SourceAddress;

    /// <summary>The destination address as it is.</summary>
    public string DestinationAddress => Current.DestinationAddress;

    /// <summary>The destination address as it is to be.</summary>
    public string NewDestinationAddress => Changed.DestinationAddress;

    /// <summary>What to look at: why it would be refused, or who else goes to that mailbox. Null when there is nothing.</summary>
    public string? Remark { get; private init; }

    /// <summary>Whether the user stays as it is.</summary>
    public bool ChangesNothing => Current == Changed;

    /// <summary>The change in a few words.</summary>
    public string Description => $"Change to {NewSourceAddress} -> {NewDestinationAddress}{(Changed.Options == UserOptions.None ? string.Empty : $" ({Changed.Options})")} in project {Project}";

    /// <summary>The changes with what there is to say of each, as they would be after all of them.</summary>
    /// <param name="users">All users of the project.</param>
    /// <param name="changes">Changes of some of them.</param>
    public static IReadOnlyList<UserChange> Judge(IReadOnlyList<MigrationUser> users, IReadOnlyList<UserChange> changes)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(changes);
        var changed = changes.ToDictionary(change => change.Current.Id, change => change.Changed);
        var after = users.Select(user => changed.GetValueOrDefault(user.Id, user)).ToList();
        var sources = after.ToLookup(user => MailboxAddress.Key(user.SourceAddress));
        var destinations = after.Where(user => user.DestinationAddress.Length > 0).ToLookup(user => MailboxAddress.Key(user.DestinationAddress));
        return [.. changes.Select(change => change with { Remark = RemarkOn(change.Changed) })];

        string? RemarkOn(MigrationUser user)
        {
            if (sources[MailboxAddress.Key(user.SourceAddress)].Any(other => other.Id != user.Id))
            {
                return "Refused: another user has this source address.";
            }

            var sharing = destinations[MailboxAddress.Key(user.DestinationAddress)].FirstOrDefault(other => other.Id != user.Id);
            return sharing is null ? null : $"Goes to the same mailbox as {sharing.SourceAddress}.";
        }
    }
}

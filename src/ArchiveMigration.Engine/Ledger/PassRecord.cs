using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Engine.Ledger;

/// <summary>One pass over a user.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What it was for.</param>
/// <param name="StartedUtc">When it began, UTC.</param>
/// <param name="EndedUtc">When it ended, UTC; null while it runs, or when the machine died in it.</param>
/// <param name="Status">How it ended; Syncing while it runs.</param>
/// <param name="Detail">Why, in words.</param>
public sealed record PassRecord(long Id, PassKind Kind, DateTimeOffset StartedUtc, DateTimeOffset? EndedUtc, MigrationStatus Status, string? Detail)
{
    /// <summary>When the last thing was recorded in it, UTC; how long it ran, when the machine died in it.</summary>
    public DateTimeOffset? LastActivityUtc { get; init; }

    /// <summary>Bytes of item streams moved in it.</summary>
    public long BytesTransferred { get; init; }

    /// <summary>Items imported in it.</summary>
    public long ImportedItemCount { get; init; }

    /// <summary>Where its time went so far, told every few seconds while it runs; null when it did not get as far as opening the mailboxes.</summary>
    public PassPace? Pace { get; init; }
}

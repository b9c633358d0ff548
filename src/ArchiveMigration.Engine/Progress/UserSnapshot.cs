namespace ArchiveMigration.Engine.Progress;

/// <summary>How far a user is, at one moment.</summary>
/// <param name="User">Source address.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CurrentFolder">The folder at work, or null.</param>
/// <param name="ItemsDone">Items decided: imported, present, excluded, failed, vanished.</param>
/// <param name="ItemsTotal">Items known so far; grows while folders are discovered.</param>
/// <param name="ItemsFailed">Of those done, the failed ones.</param>
/// <param name="BytesTransferred">Bytes of item streams moved in this pass.</param>
/// <param name="BytesPerSecond">Over the last seconds; 0 when idle.</param>
/// <param name="Elapsed">Since the pass began.</param>
public sealed record UserSnapshot(
    string User,
    MigrationStatus Status,
    string? CurrentFolder,
    long ItemsDone,
    long ItemsTotal,
    long ItemsFailed,
    long BytesTransferred,
    double BytesPerSecond,
    TimeSpan Elapsed)
{
    /// <summary>What the user waits for at this moment, in words; null when it does not wait: "Throttled until 16:02".</summary>
    public string? Detail { get; init; }

    /// <summary>How much of what Microsoft's limits allow at this moment is used at the destination: 0 to 1.</summary>
    public double CeilingShare { get; init; }

    /// <summary>Time left at the present pace, or null when it cannot be told.</summary>
    public TimeSpan? Remaining => ItemsDone > 0 && ItemsTotal >= ItemsDone && Elapsed > TimeSpan.Zero
        ? Elapsed / ItemsDone * (ItemsTotal - ItemsDone)
        : null;
}

namespace ArchiveMigration.Engine.Ledger;

/// <summary>The process that runs migrations on a store; there is one at most.</summary>
/// <param name="ProcessId">Its process id on <paramref name="Machine"/>.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="Account">The account it runs as.</param>
/// <param name="Description">What it does, in words.</param>
/// <param name="SinceUtc">When it began, UTC.</param>
public sealed record StoreRunner(int ProcessId, string Machine, string Account, string Description, DateTimeOffset SinceUtc)
{
    /// <summary>The project it runs, when it is one.</summary>
    public string? Project { get; init; }

    /// <summary>Tells this run from any other, also from a later one of the same process.</summary>
    internal string HoldId { get; init; } = string.Empty;
}

using ArchiveMigration.Chaos.Audits;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>How a simulated migration came out.</summary>
/// <param name="Seed">What it was made from.</param>
/// <param name="Hash">Of all that happened in it.</param>
/// <param name="Lives">Processes that worked on it.</param>
/// <param name="Items">Items that were ever at the source.</param>
/// <param name="Verdict">The audit's.</param>
/// <param name="Problems">What else must not be.</param>
internal sealed record MigrationOutcome(int Seed, ulong Hash, int Lives, int Items, Verdict Verdict, IReadOnlyList<string> Problems)
{
    public bool IsClean => Verdict.IsClean && Problems.Count == 0;
}

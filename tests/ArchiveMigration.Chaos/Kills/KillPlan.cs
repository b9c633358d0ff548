using ArchiveMigration.Sandbox.Hosting;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>When a worker is killed: at a request or a committed import of its, or after a time. If that does not come, time decides.</summary>
/// <param name="At">The request that counts; null when imports or time do.</param>
/// <param name="Imports">Whether committed imports count.</param>
/// <param name="Count">The how manieth.</param>
/// <param name="After">How long it lives at most.</param>
internal sealed record KillPlan(SandboxOperation? At, bool Imports, int Count, TimeSpan After)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2.5);

    public static KillPlan Draw(Random dice) => dice.Next(20) switch
    {
        // The window between an import and its record, and the moments after it, in which records are written.
        < 7 => new KillPlan(null, true, dice.Next(1, 30), Longest),
        < 9 => new KillPlan(SandboxOperation.ImportItem, false, dice.Next(1, 30), Longest),
        < 12 => new KillPlan(SandboxOperation.ListItems, false, dice.Next(1, 30), Longest),
        12 => new KillPlan(SandboxOperation.CreateFolder, false, dice.Next(1, 8), Longest),
        13 => new KillPlan(SandboxOperation.ListFolders, false, dice.Next(1, 8), Longest),
        < 16 => new KillPlan(SandboxOperation.ExportItems, false, dice.Next(1, 6), Longest),
        _ => new KillPlan(null, false, 0, TimeSpan.FromMilliseconds(dice.Next(1, 1200))),
    };

    public override string ToString() => Imports ? $"at import {Count}" : At is { } operation ? $"at {operation} {Count}" : $"after {After.TotalMilliseconds:F0} ms";
}

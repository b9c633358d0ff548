namespace ArchiveMigration.Chaos.Simulation;

/// <summary>When a simulated process ends before its work is done, and how.</summary>
/// <param name="At">The moment that counts; null = any.</param>
/// <param name="Count">The how manieth of them it is.</param>
/// <param name="IsKill">Killed without warning; otherwise asked to stop.</param>
internal sealed record EndPlan(Moment? At, int Count, bool IsKill)
{
    private static readonly Moment[] Interesting = [Moment.ImportCommitted, Moment.ImportCommitted, Moment.ImportAnswered, Moment.SourcePage, Moment.DestinationPage, Moment.FolderMade, Moment.ImportBegun];

    public static EndPlan? Draw(Random dice) => dice.Next(10) switch
    {
        0 or 1 => null,
        2 => new EndPlan(null, dice.Next(1, 200), IsKill: false),
        3 or 4 or 5 => new EndPlan(null, dice.Next(1, 200), IsKill: true),
        _ => new EndPlan(Interesting[dice.Next(Interesting.Length)], 1 + (int)Math.Pow(dice.NextDouble() * 6, 2), IsKill: true),
    };
}

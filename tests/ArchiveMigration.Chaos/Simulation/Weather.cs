namespace ArchiveMigration.Chaos.Simulation;

/// <summary>How the service behaves for a while: the chance of each kind of trouble for one call, and how slow it is.</summary>
internal sealed record Weather
{
    /// <summary>Nothing goes wrong.</summary>
    public static readonly Weather Calm = new() { LongestPause = TimeSpan.FromMilliseconds(50) };

    /// <summary>A call fails for a passing reason.</summary>
    public double Failing { get; init; }

    /// <summary>A listing fails after its first page.</summary>
    public double BreakingListing { get; init; }

    /// <summary>An item's content breaks off while it is read.</summary>
    public double BreakingContent { get; init; }

    /// <summary>An import is carried out and its answer is lost.</summary>
    public double LostAnswer { get; init; }

    /// <summary>An import is not carried out and its answer is lost.</summary>
    public double LostImport { get; init; }

    /// <summary>An import is carried out some time after its answer was lost.</summary>
    public double LateImport { get; init; }

    /// <summary>The service has a bad spell: all fails for a while.</summary>
    public double Outage { get; init; }

    /// <summary>How long an imported item may be missing from listings.</summary>
    public TimeSpan LongestStaleness { get; init; }

    /// <summary>How long a call takes at most, most of the time.</summary>
    public TimeSpan LongestPause { get; init; }

    /// <summary>A call takes as long as a throttled one.</summary>
    public double Throttling { get; init; }

    public static Weather Draw(Random dice)
    {
        return dice.Next(5) switch
        {
            0 => Calm,
            1 => new Weather { LongestPause = TimeSpan.FromSeconds(dice.Next(1, 5)), Throttling = 0.1, LongestStaleness = Staleness() },
            2 => new Weather
            {
                LongestPause = Pause(),
                LostAnswer = dice.NextDouble() * 0.5,
                LostImport = dice.NextDouble() * 0.2,
                LateImport = dice.NextDouble() * 0.2,
                LongestStaleness = Staleness(),
            },
            3 => new Weather
            {
                LongestPause = Pause(),
                Failing = dice.NextDouble() * 0.3,
                BreakingListing = dice.NextDouble() * 0.2,
                BreakingContent = dice.NextDouble() * 0.3,
                Outage = 0.002,
                Throttling = 0.05,
            },
            _ => new Weather
            {
                LongestPause = Pause(),
                Failing = 0.05,
                BreakingListing = 0.03,
                BreakingContent = 0.05,
                LostAnswer = 0.08,
                LostImport = 0.04,
                LateImport = 0.04,
                LongestStaleness = Staleness(),
                Outage = 0.001,
                Throttling = 0.02,
            },
        };

        TimeSpan Pause() => TimeSpan.FromMilliseconds(dice.Next(1, 1000));

        TimeSpan Staleness() => TimeSpan.FromMilliseconds(dice.Next(0, 2) * dice.Next(0, 8000));
    }
}

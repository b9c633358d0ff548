namespace ArchiveMigration.Engine.Reports.Page.Chart;

/// <summary>The upper end of a scale of bytes an hour: a round number in the unit that people would say.</summary>
internal static class RateScale
{
    private static readonly double[] Rounds = [1, 2, 3, 4, 6, 8, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400, 600, 800];

    /// <summary>The least round number that is not below the largest value.</summary>
    public static double Top(double most)
    {
        var unit = 1.0;
        while (most / unit > Rounds[^1])
        {
            unit *= 1024;
        }

        return unit * Rounds.First(round => round * unit >= most);
    }
}

namespace ArchiveMigration.Engine.Proof;

/// <summary>The upper confidence bound of a share of which a sample was looked at (Clopper and Pearson 1934, one-sided).</summary>
internal static class BinomialBound
{
    /// <summary>The largest share under which so few hits among so many draws would still be seen with a chance of 1 - confidence.</summary>
    public static double Upper(long draws, long hits, double confidence)
    {
        if (hits >= draws)
        {
            return 1;
        }

        var chance = 1 - confidence;
        if (hits == 0)
        {
            return 1 - Math.Pow(chance, 1.0 / draws);
        }

        double low = (double)hits / draws, high = 1;
        for (var step = 0; step < 60; step++)
        {
            var share = (low + high) / 2;
            (low, high) = AtMost(draws, hits, share) > chance ? (share, high) : (low, share);
        }

        return high;
    }

    /// <summary>The chance of at most so many hits; summed in logarithms, from the likeliest term down, until terms stop to matter.</summary>
    private static double AtMost(long draws, long hits, double share)
    {
        var term = (LogFactorial(draws) - LogFactorial(hits) - LogFactorial(draws - hits)) + (hits * Math.Log(share)) + ((draws - hits) * double.LogP1(-share));
        var odds = (1 - share) / share;
        double sum = 0;
        for (var k = hits; k >= 0; k--)
        {
            var part = Math.Exp(term);
            sum += part;
            if (part < sum * 1e-15)
            {
                break;
            }

            term += Math.Log(odds * k / (draws - k + 1));
        }

        return sum;
    }

    /// <summary>Stirling's series, exact to more digits than are shown; small numbers are summed.</summary>
    private static double LogFactorial(long n)
    {
        if (n < 20)
        {
            var sum = 0.0;
            for (var k = 2; k <= n; k++)
            {
                sum += Math.Log(k);
            }

            return sum;
        }

        double x = n;
        return (x * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI * x)) + (1 / (12 * x)) - (1 / (360 * x * x * x));
    }
}

namespace ArchiveMigration.Engine.Reports;

/// <summary>The thresholds of <see cref="DataConsistency"/>.</summary>
internal static class ConsistencyScore
{
    private const long GoodAtMostOneIn = 10_000;
    private const long InvestigateAtMostOneIn = 100;

    public static DataConsistency Of(long total, long failed) =>
        failed == 0 ? DataConsistency.Perfect
            : failed * GoodAtMostOneIn <= total ? DataConsistency.Good
            : failed * InvestigateAtMostOneIn <= total ? DataConsistency.Investigate
            : DataConsistency.Poor;
}

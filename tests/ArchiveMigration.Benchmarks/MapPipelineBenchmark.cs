using System.Diagnostics;

namespace ArchiveMigration.Benchmarks;

/// <summary>map-pipeline: a whole full pass over mixed mail with addresses mapped, against the same without, turn about on the same service.</summary>
internal static class MapPipelineBenchmark
{
    private const int Items = 800;
    private const int Rounds = 3;
    private const double Bar = 0.9;

    public static async Task<int> RunAsync()
    {
        await using var sandbox = await SandboxProcess.StartAsync(new Load(1, Items, 0, LoadKind.Mixed));
        var ratios = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var (plain, bytes) = await CopyAsync(sandbox.Access, $"Plain {round}", []);
            var (mapped, _) = await CopyAsync(sandbox.Access, $"Mapped {round}", [MigrationUnderTest.Rule]);
            var isWarmUp = round == 0;
            Console.WriteLine($"{(isWarmUp ? "warm-up" : $"round {round}")}: {Items:N0} items of {bytes / Items / 1024:N0} KB on average, without mapping {Rate(plain, bytes):N0} MB/s, with {Rate(mapped, bytes):N0} MB/s, ratio {plain / mapped:0.00}");
            if (!isWarmUp)
            {
                ratios.Add(plain / mapped);
            }
        }

        ratios.Sort();
        return new Figure("map-pipeline", ratios[ratios.Count / 2], Bar, HigherIsBetter: true).Conclude();
    }

    private static double Rate(TimeSpan time, long bytes) => bytes / 1e6 / time.TotalSeconds;

    private static async Task<(TimeSpan Time, long Bytes)> CopyAsync(SandboxAccess access, string targetRoot, IReadOnlyList<string> rules)
    {
        await using var migration = new MigrationUnderTest(access, mailboxes: 1, targetRoot, recipientMapping: rules);
        var watch = Stopwatch.StartNew();
        var user = (await migration.RunAsync(Items)).Users[0];
        var time = watch.Elapsed;
        return user.MappedItemCount > Items / 2 == rules.Count > 0 && user.NotMappedItemCount == 0
            ? (time, user.BytesTransferred)
            : throw new InvalidOperationException($"The addresses of {user.MappedItemCount} items were mapped, those of {user.NotMappedItemCount} could not be.");
    }
}

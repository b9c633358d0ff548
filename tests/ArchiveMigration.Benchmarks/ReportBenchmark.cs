using System.Diagnostics;
using System.Globalization;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Reports.Export;

namespace ArchiveMigration.Benchmarks;

/// <summary>report: how long the page of a large project takes, and how large it is; the same rows as CSV and JSON are told beside it.</summary>
internal static class ReportBenchmark
{
    private const double MostSeconds = 5;
    private const double MostMegabytes = 5;

    /// <summary>Measures and tells.</summary>
    /// <param name="keepIn">A folder in which store and reports stay, to be looked at; null = none.</param>
    /// <returns>The exit code of the figure: seconds to write the page, of a store that was just opened.</returns>
    public static async Task<int> RunAsync(string? keepIn)
    {
        var folder = keepIn is null ? Directory.CreateTempSubdirectory("archivemigration-benchmark-") : Directory.CreateDirectory(keepIn);
        try
        {
            var path = Path.Combine(folder.FullName, "migrations.db");
            var project = new LargeProject(users: 5_000, failedItems: 100_000);
            using (var store = SqliteStore.Open(path, project.Time))
            {
                await project.FillAsync(store);
            }

            var page = await MeasureAsync(path, Path.Combine(folder.FullName, "report.html"), null);
            await MeasureAsync(path, Path.Combine(folder.FullName, "users.csv"), null);
            await MeasureAsync(path, Path.Combine(folder.FullName, "failed.csv"), ReportLayout.FailedItems);
            await MeasureAsync(path, Path.Combine(folder.FullName, "report.json"), null);
            return new Figure("report", page.Seconds, MostSeconds, HigherIsBetter: false, OtherConditions: page.Megabytes <= MostMegabytes).Conclude();
        }
        finally
        {
            if (keepIn is null)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static async Task<(double Seconds, double Megabytes)> MeasureAsync(string store, string file, ReportLayout? layout)
    {
        var watch = Stopwatch.StartNew();
        await using var engine = new MigrationEngine(store);
        var written = await engine.ExportReportAsync(MadeProject.Name, new ReportRequest { Path = file, Layout = layout }, CancellationToken.None);
        var (seconds, megabytes) = (watch.Elapsed.TotalSeconds, written.Length / 1e6);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written.Name,-12}{seconds,6:0.00} s {megabytes,8:0.00} MB"));
        return (seconds, megabytes);
    }
}

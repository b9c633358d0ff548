using System.Text.Json;

namespace ArchiveMigration.Tests.Pester;

/// <summary>All Pester files, run once in a few sessions side by side.</summary>
public sealed class PesterRun : IAsyncLifetime
{
    /// <summary>More than a small machine has processors: the tests wait for most of their time, for other processes and for imports to settle.</summary>
    private const int SessionCount = 3;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private IReadOnlyList<PesterOutcome> outcomes = [];

    /// <summary>How a file went.</summary>
    public PesterOutcome OutcomeOf(string file) => outcomes.Single(outcome => outcome.File == file);

    public async Task InitializeAsync()
    {
        if (!PowerShellHost.HasPester)
        {
            return;
        }

        var resultFile = ResultFile();
        File.Delete(resultFile);
        var ended = await Task.WhenAll(PesterFiles.Deal(SessionCount).Select(async files =>
        {
            using var session = new PesterSession();
            return await session.RunAsync(files);
        }));
        outcomes = [.. ended.SelectMany(session => session)];
        await File.WriteAllTextAsync(resultFile, JsonSerializer.Serialize(outcomes, Json));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Where the results stay for whoever counts them: .ci/run names a folder.</summary>
    private static string ResultFile()
    {
        var folder = Environment.GetEnvironmentVariable("ARCHIVEMIGRATION_TEST_RESULTS") ?? Path.Combine(AppContext.BaseDirectory, "TestResults");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, "pester.json");
    }
}

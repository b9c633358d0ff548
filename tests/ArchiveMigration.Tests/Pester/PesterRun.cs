using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ArchiveMigration.Tests.Pester;

/// <summary>All Pester files, run once in one session against one sandbox, when the first row asks.</summary>
public sealed class PesterRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Lazy<List<PesterOutcome>> outcomes;
    private readonly SandboxProcess sandbox = new();

    public PesterRun() => outcomes = new(RunAll);

    /// <summary>How a file went.</summary>
    public PesterOutcome OutcomeOf(string file) => outcomes.Value.Single(outcome => outcome.File == file);

    public void Dispose() => sandbox.Dispose();

    /// <summary>Where the results stay for whoever counts them: .ci/run names a folder.</summary>
    private static string ResultFile()
    {
        var folder = Environment.GetEnvironmentVariable("ARCHIVEMIGRATION_TEST_RESULTS") ?? Path.Combine(AppContext.BaseDirectory, "TestResults");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, "pester.json");
    }

    private List<PesterOutcome> RunAll()
    {
        var resultFile = ResultFile();
        File.Delete(resultFile);
        var start = PowerShellHost.Start(Path.Combine(PesterFiles.Folder, "Run.ps1"), "-ResultFile", resultFile);
        start.Environment["ARCHIVEMIGRATION_SANDBOX"] = sandbox.Start();

        var said = new StringBuilder();
        using var session = new Process { StartInfo = start };
        session.OutputDataReceived += Hear;
        session.ErrorDataReceived += Hear;
        session.Start();
        session.StandardInput.Close();
        session.BeginOutputReadLine();
        session.BeginErrorReadLine();
        if (!session.WaitForExit(Patience))
        {
            session.Kill(entireProcessTree: true);
            throw new TimeoutException($"Pester did not end within {Patience}. It said:{Environment.NewLine}{said}");
        }

        session.WaitForExit();
        return File.Exists(resultFile)
            ? JsonSerializer.Deserialize<List<PesterOutcome>>(File.ReadAllText(resultFile), JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"Pester ended with {session.ExitCode} and no results. It said:{Environment.NewLine}{said}");

        void Hear(object sender, DataReceivedEventArgs line)
        {
            lock (said)
            {
                said.AppendLine(line.Data);
            }
        }
    }
}

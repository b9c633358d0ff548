using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ArchiveMigration.Tests.Pester;

/// <summary>
/// A session of PowerShell that runs Pester files one after the other. It has a sandbox of its own: faults and behaviour that a test sets there are for all who use it.
/// </summary>
internal sealed class PesterSession : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly SandboxProcess sandbox = new();
    private readonly StringBuilder said = new();

    /// <summary>Runs them and gives an outcome each.</summary>
    public async Task<List<PesterOutcome>> RunAsync(IReadOnlyList<string> files)
    {
        var info = await sandbox.StartAsync();
        var resultFile = Path.Combine(Path.GetDirectoryName(info)!, "pester.json");
        var start = PowerShellHost.Start([Path.Combine(PesterFiles.Folder, "Run.ps1"), "-ResultFile", resultFile, .. files.Select(file => Path.Combine(PesterFiles.Folder, file))]);
        start.Environment["ARCHIVEMIGRATION_SANDBOX"] = info;

        using var session = new Process { StartInfo = start };
        session.OutputDataReceived += Hear;
        session.ErrorDataReceived += Hear;
        session.Start();
        session.StandardInput.Close();
        session.BeginOutputReadLine();
        session.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await session.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            session.Kill(entireProcessTree: true);
            throw new TimeoutException($"Pester did not end within {Patience}. It said:{Environment.NewLine}{Said()}");
        }

        return File.Exists(resultFile)
            ? JsonSerializer.Deserialize<List<PesterOutcome>>(await File.ReadAllTextAsync(resultFile, default), JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"Pester ended with {session.ExitCode} and no results. It said:{Environment.NewLine}{Said()}");
    }

    public void Dispose() => sandbox.Dispose();

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (said)
        {
            said.AppendLine(line.Data);
        }
    }

    private string Said()
    {
        lock (said)
        {
            return said.ToString();
        }
    }
}

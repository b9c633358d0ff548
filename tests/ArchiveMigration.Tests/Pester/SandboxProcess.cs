using System.Diagnostics;
using System.Reflection;

namespace ArchiveMigration.Tests.Pester;

/// <summary>The pretend Microsoft 365 as a process of its own, as an administrator runs it.</summary>
internal sealed class SandboxProcess : IDisposable
{
    private const string LastLine = "Ctrl+C ends it.";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sandbox");
    private Process? process;

    /// <summary>Starts it and gives the path of the file with its connection values.</summary>
    public async Task<string> StartAsync()
    {
        var configuration = typeof(SandboxProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var program = Repository.PathOf("src", "ArchiveMigration.Sandbox", "bin", configuration, "net10.0", "ArchiveMigration.Sandbox.dll");
        var info = Path.Combine(folder.FullName, "sandbox.json");
        process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--limits", "off", "--info", info])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder.FullName,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == LastLine)
            {
                return info;
            }
        }

        await process.WaitForExitAsync();
        throw new InvalidOperationException($"The sandbox ended with {process.ExitCode} before it served.");
    }

    public void Dispose()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        folder.Delete(recursive: true);
    }
}

using System.Diagnostics;

namespace ArchiveMigration.Chaos;

/// <summary>Starts this program again with other arguments.</summary>
internal static class ChildProcess
{
    /// <param name="args">Its arguments.</param>
    /// <param name="environment">Variables that it sees on top of ours.</param>
    public static Process Start(IEnumerable<string> args, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var own = typeof(ChildProcess).Assembly.Location;
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Path.GetFileNameWithoutExtension(own))
        {
            start.FileName = Environment.ProcessPath!;
        }
        else
        {
            // Started by "dotnet", or living in the host of the tests.
            start.FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
            start.ArgumentList.Add(own);
        }

        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The process could not be started.");
    }
}

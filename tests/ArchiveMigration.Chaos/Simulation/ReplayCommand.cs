using System.Globalization;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>Runs one simulated migration again, in a child of one thread, and shows what it prints.</summary>
internal static class ReplayCommand
{
    public static async Task<int> RunAsync(int seed, ItemKinds kinds, TextWriter output)
    {
        using var child = ChildProcess.Start(["replay-part", seed.ToString(CultureInfo.InvariantCulture), kinds.ToString()], (SingleThread.ProcessorCount, "1"));
        child.StandardInput.Close();
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            output.WriteLine(line);
        }

        await child.WaitForExitAsync();
        return child.ExitCode;
    }
}

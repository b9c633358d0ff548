using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>A worker as its parent sees it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>Begins the line that says a user is done.</summary>
    public const string Done = "done ";

    private readonly Process process;
    private readonly Task<bool> ready;

    private WorkerProcess(Process process)
    {
        this.process = process;
        ready = WaitAsync();

        async Task<bool> WaitAsync() => await process.StandardOutput.ReadLineAsync() == "ready";
    }

    /// <summary>Starts it; meanwhile it gets ready.</summary>
    public static WorkerProcess Start(ServiceAccess access, string scratchStore) => new(ChildProcess.Start(
        ["work", JsonSerializer.Serialize(access), scratchStore],
        ("DOTNET_TieredPGO", "0"),
        ("DOTNET_TC_CallCounting", "0")));

    /// <summary>Gives it its order, once it is ready.</summary>
    public async Task BeginAsync(WorkOrder order)
    {
        if (!await ready)
        {
            throw new InvalidOperationException("A worker ended before it was ready.");
        }

        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order));
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Its report, or null when it was killed before.</summary>
    /// <param name="done">Is told the users whose pass came to its end.</param>
    public async Task<WorkReport?> EndAsync(Action<string> done)
    {
        WorkReport? report = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Done, StringComparison.Ordinal))
            {
                done(line[Done.Length..]);
            }
            else if (line.EndsWith('}'))
            {
                report = JsonSerializer.Deserialize<WorkReport>(line);
            }
        }

        await process.WaitForExitAsync();
        return report;
    }

    /// <summary>Ends it at once and without warning: SIGKILL, or TerminateProcess on Windows.</summary>
    public void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            // It was faster.
        }
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }
}

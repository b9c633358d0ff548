using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>A worker as its parent sees it.</summary>
internal sealed class WorkerProcess : IDisposable
{
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
        ("DOTNET_TC_BackgroundWorkerTimeoutMs", "0")));

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
    public async Task<WorkReport?> EndAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return line is null || !line.EndsWith('}') ? null : JsonSerializer.Deserialize<WorkReport>(line);
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

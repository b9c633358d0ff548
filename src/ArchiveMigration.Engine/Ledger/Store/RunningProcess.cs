using System.ComponentModel;
using System.Diagnostics;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Whether a process of this machine still runs. An id alone does not tell: ids are given again, after a restart of the machine from the beginning.</summary>
internal static class RunningProcess
{
    // Linux counts a start in ticks since boot, and each reader works out the time of boot for itself.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>When this process began; null when the system does not say.</summary>
    public static DateTimeOffset? OwnStartUtc { get; } = StartOf(Process.GetCurrentProcess);

    /// <summary>Whether the process of that id is the one that began then; one whose beginning is unknown is taken for it.</summary>
    public static bool Is(int processId, DateTimeOffset? startedUtc)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return StartOf(() => process) is not { } found || startedUtc is not { } expected || (found - expected).Duration() <= Tolerance;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static DateTimeOffset? StartOf(Func<Process> find)
    {
        try
        {
            return find().StartTime.ToUniversalTime();
        }
        catch (Exception unknown) when (unknown is Win32Exception or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }
}

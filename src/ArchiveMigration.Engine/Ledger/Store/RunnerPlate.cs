using System.Collections.Concurrent;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// What a runner wrote about itself. Where locks of files work, the lock alone says whether it lives; the plate is the second witness for
/// disks on which they do not (network shares, switched off file locking) and for copies of a store that is in use.
/// </summary>
/// <param name="Runner">Who.</param>
/// <param name="ProcessStartedUtc">When its process began, which tells it from a later process of the same id; null when that could not be read.</param>
/// <param name="BeatUtc">Its last sign of life.</param>
internal sealed record RunnerPlate(StoreRunner Runner, DateTimeOffset? ProcessStartedUtc, DateTimeOffset BeatUtc)
{
    /// <summary>How often a runner gives a sign of life.</summary>
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(15);

    /// <summary>A runner silent for longer is not waited for.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(90);

    private static readonly ConcurrentDictionary<string, bool> OfThisProcess = new();

    /// <summary>Notes a hold of this process; a process cannot be asked about itself.</summary>
    public static void Raise(string holdId) => OfThisProcess[holdId] = true;

    /// <summary>The hold was given back.</summary>
    public static void Lower(string holdId) => OfThisProcess.TryRemove(holdId, out _);

    /// <summary>Whether the runner can still be at work, as far as can be told without its lock.</summary>
    public bool MayBeAlive(DateTimeOffset now)
    {
        if ((now - BeatUtc).Duration() > SilentAfter)
        {
            return false;
        }

        return Runner.Machine != Environment.MachineName
            || (Runner.ProcessId == Environment.ProcessId
                ? OfThisProcess.ContainsKey(Runner.HoldId)
                : RunningProcess.Is(Runner.ProcessId, ProcessStartedUtc));
    }
}

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// When a full destination is tried again: soon at first, because somebody may have raised its quota by hand, then ever more rarely, because Exchange
/// takes days to enlarge an archive (up to 30, Microsoft: auto-expanding archiving).
/// </summary>
internal static class QuotaSchedule
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>The time to the next try. It differs a little from user to user, so that those who found no room together do not all come back together.</summary>
    /// <param name="probes">How often it was tried since it was found full.</param>
    /// <param name="userId">Whose.</param>
    public static TimeSpan After(int probes, long userId)
    {
        var wait = First * Math.Pow(2, Math.Min(probes, 10));
        var spread = (((userId * 8) + (probes * 5)) % 21) - 10;
        return (wait < Longest ? wait : Longest) * (1 + (spread / 100d));
    }
}

using System.Collections.Concurrent;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>The users of a run whose turn is being taken, for what concerns all of them at once.</summary>
internal sealed class UsersAtWork(IMigrationCatalog catalog, ILedger ledger)
{
    private readonly ConcurrentDictionary<long, (UserMeter Meter, long PassId)> users = new();

    /// <summary>A user's pass has begun.</summary>
    public void Add(MigrationUser user, UserMeter meter, long passId) => users[user.Id] = (meter, passId);

    /// <summary>A user's pass has ended; what is said of it from now on is its last word.</summary>
    public void Remove(MigrationUser user, UserMeter meter)
    {
        lock (meter)
        {
            users.TryRemove(user.Id, out _);
        }
    }

    /// <summary>Shows of everybody that the service cannot be reached; null = that it can.</summary>
    public void Show(string? notice)
    {
        foreach (var (userId, (meter, _)) in users)
        {
            // Whoever ends its turn meanwhile waits, so that its own last word stays.
            lock (meter)
            {
                if (users.ContainsKey(userId) && meter.Away(notice))
                {
                    catalog.SetUserStatus(userId, MigrationStatus.Syncing, notice);
                }
            }
        }
    }

    /// <summary>Records of everybody where the time went so far, for whoever looks from another session and should this process be killed.</summary>
    public async Task KeepPaceAsync()
    {
        foreach (var (meter, passId) in users.Values)
        {
            if (meter.Pace is { } pace)
            {
                await ledger.RecordPaceAsync(passId, pace, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}

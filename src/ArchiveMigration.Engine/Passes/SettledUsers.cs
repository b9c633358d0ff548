using System.Collections.Concurrent;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// The users whose last turn in this run listed everything and left nothing unclear at the destination: the next turn can go on copying and list
/// afterwards. Of what another process left that is never known.
/// </summary>
internal sealed class SettledUsers
{
    private readonly ConcurrentDictionary<long, bool> settled = new();

    public bool Contains(MigrationUser user) => settled.ContainsKey(user.Id);

    public void Set(MigrationUser user, bool isSettled)
    {
        if (isSettled)
        {
            settled[user.Id] = true;
        }
        else
        {
            settled.TryRemove(user.Id, out _);
        }
    }
}

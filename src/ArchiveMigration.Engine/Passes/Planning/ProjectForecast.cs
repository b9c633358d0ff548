using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Readiness;

namespace ArchiveMigration.Engine.Passes.Planning;

/// <summary>What a pass would do for the users of a project, added up.</summary>
public sealed class ProjectForecast
{
    internal ProjectForecast(string project, PassKind pass, IReadOnlyList<UserForecast> users, int atOnce)
    {
        (Project, Pass, Users, AtOnce) = (project, pass, users, atOnce);
        ExcludedBy = users.SelectMany(static user => user.ExcludedBy).GroupBy(static rule => rule.Rule, StringComparer.Ordinal)
            .Select(static rules => new ExclusionTally(rules.Key, rules.Sum(static rule => rule.Count), rules.Sum(static rule => rule.Size)))
            .OrderByDescending(static rule => rule.Count).ToArray();
        Longest = users.Where(static user => user.CopyItemCount > 0).MaxBy(static user => user.TimeAtBest);
        TimeAtBest = TransferTime.Ends(users.Select(static user => user.TimeAtBest), atOnce).DefaultIfEmpty().Max();
    }

    /// <summary>The project.</summary>
    public string Project { get; }

    /// <summary>The pass.</summary>
    public PassKind Pass { get; }

    /// <summary>The users, in the order in which they were added.</summary>
    public IReadOnlyList<UserForecast> Users { get; }

    /// <summary>How many users migrate at once.</summary>
    public int AtOnce { get; }

    /// <summary>Source folders.</summary>
    public int FolderCount => Users.Sum(static user => user.FolderCount);

    /// <summary>Items listed.</summary>
    public long ItemCount => Users.Sum(static user => user.ItemCount);

    /// <summary>Their sizes in bytes as the source reports them.</summary>
    public long ItemSize => Users.Sum(static user => user.ItemSize);

    /// <summary>Items that would be copied.</summary>
    public long CopyItemCount => Users.Sum(static user => user.CopyItemCount);

    /// <summary>Their sizes.</summary>
    public long CopyItemSize => Users.Sum(static user => user.CopyItemSize);

    /// <summary>What each rule leaves out, most items first.</summary>
    public IReadOnlyList<ExclusionTally> ExcludedBy { get; }

    /// <summary>Users whose mailbox could not be listed.</summary>
    public int FailedUserCount => Users.Count(static user => user.ErrorId is not null);

    /// <summary>The user who takes longest; null when nothing would be copied.</summary>
    public UserForecast? Longest { get; }

    /// <summary>The shortest time at Microsoft's limits for all of them, so many at once in their order.</summary>
    public TimeSpan TimeAtBest { get; }
}

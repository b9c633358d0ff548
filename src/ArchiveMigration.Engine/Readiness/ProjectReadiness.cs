using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>The readiness of a project: its users' results added up, and when it can be done.</summary>
/// <remarks>Lists that PowerShell shows are arrays: what a collection expression makes for IReadOnlyList has no index there.</remarks>
public sealed class ProjectReadiness
{
    private const string RetentionNote =
        "Holds and retention policies cannot be read through Graph. A retention policy at the destination deletes or moves old items soon after they arrive: "
        + "before the run, Set-Mailbox <user> -RetentionHoldEnabled $true there, and turn it off when all is done. A hold at the source does no harm: nothing is deleted there.";

    private const string TagsKeptNote =
        "Items keep their retention tags. The destination knows a tag only if it was made there with the same RetentionId (New-RetentionPolicyTag -RetentionId); "
        + "Set-ArchiveMigrationProject -RetentionTags Remove leaves the tags behind.";

    private const string TagsRemovedNote =
        "Items arrive without their retention tags (-RetentionTags Remove): the destination's policies take them for items that nobody has tagged, also those that users had marked to be kept for ever.";

    private ProjectReadiness(MigrationProject project, IReadOnlyList<UserReadiness> users, int untested, DateTimeOffset now)
    {
        Project = project.Name;
        Users = users;
        UntestedCount = untested;
        AtOnce = project.Options.MaxConcurrentMigrations;
        Verdicts = Enum.GetValues<ReadinessVerdict>().Select(verdict => VerdictCount.Of(verdict, users)).ToArray();
        var able = users.Where(user => user is { Verdict: not ReadinessVerdict.Blocked, TimeAtBest: not null }).ToList();
        Longest = able.MaxBy(user => user.TimeAtBest);
        var ends = TransferTime.Ends(able.Select(user => user.TimeAtBest!.Value), AtOnce);
        var last = TimeSpan.Zero;
        for (var index = 0; index < able.Count; index++)
        {
            AllDone = ends[index] > AllDone ? ends[index] : AllDone;
            last = able[index] != Longest && ends[index] > last ? ends[index] : last;
        }

        OthersDoneUtc = able.Count > 1 ? now + last : null;
        Notes = new[] { RetentionNote, project.Options.RetentionTags == RetentionTags.Remove ? TagsRemovedNote : TagsKeptNote };
    }

    /// <summary>The project.</summary>
    public string Project { get; }

    /// <summary>The users' results.</summary>
    public IReadOnlyList<UserReadiness> Users { get; }

    /// <summary>Users of the project who were not tested.</summary>
    public int UntestedCount { get; }

    /// <summary>How many users migrate at once.</summary>
    public int AtOnce { get; }

    /// <summary>How many users came to each verdict and why.</summary>
    public IReadOnlyList<VerdictCount> Verdicts { get; }

    /// <summary>The user who takes longest, blocked ones left aside; null when nobody can be migrated.</summary>
    public UserReadiness? Longest { get; }

    /// <summary>How long all of them take at best, blocked ones left aside, so many at once.</summary>
    public TimeSpan AllDone { get; }

    /// <summary>When all but the longest are done at best if they start now, UTC; null when there are no others.</summary>
    public DateTimeOffset? OthersDoneUtc { get; }

    /// <summary>What no test can see and everybody should know.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Adds results up.</summary>
    /// <param name="project">The project.</param>
    /// <param name="users">The results.</param>
    /// <param name="userCount">How many users the project has.</param>
    /// <param name="now">From when on times are counted, UTC.</param>
    public static ProjectReadiness Of(MigrationProject project, IReadOnlyList<UserReadiness> users, int userCount, DateTimeOffset now)
        => new(project, users, Math.Max(0, userCount - users.Count), now);
}

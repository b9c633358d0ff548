using System.Globalization;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Output;

/// <summary>What became of users that were to be added, counted, and said in a sentence each.</summary>
/// <param name="project">The project's name.</param>
internal sealed class AdditionSummary(string project)
{
    private readonly HashSet<long> added = [];
    private int present;
    private int presentElsewhere;
    private int unmatched;
    private int sharing;

    /// <summary>Whether anything was to be added at all.</summary>
    public bool HasAny => added.Count + present > 0;

    /// <summary>Whether there was more to say than how many were added.</summary>
    public bool IsNotable => present + unmatched + sharing > 0;

    /// <summary>Counts one.</summary>
    /// <param name="wanted">As it was to be added.</param>
    /// <param name="saved">As it is in the project.</param>
    /// <param name="isNew">Whether it was added.</param>
    public void Count(MigrationUser wanted, MigrationUser saved, bool isNew)
    {
        if (isNew)
        {
            added.Add(saved.Id);
            unmatched += saved.Status == Engine.MigrationStatus.Unmatched ? 1 : 0;
        }
        else
        {
            present++;
            presentElsewhere += wanted.DestinationAddress.Length > 0 && !wanted.DestinationAddress.Equals(saved.DestinationAddress, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }
    }

    /// <summary>The sentences.</summary>
    /// <param name="shared">The users of the project who share a destination mailbox with another.</param>
    public string Text(IReadOnlyList<MigrationUser> shared)
    {
        sharing = shared.Count(user => added.Contains(user.Id));
        List<string> sentences = [$"Added {Users(added.Count)} to {project}."];
        if (present > 0)
        {
            var elsewhere = presentElsewhere == 0 ? string.Empty
                : present == 1 ? "; its destination is another than the one given now"
                : string.Create(CultureInfo.CurrentCulture, $"; {presentElsewhere:N0} of them with another destination than the one given now");
            sentences.Add(string.Create(CultureInfo.CurrentCulture, $"{present:N0} {(present == 1 ? "was" : "were")} there already and stayed as {(present == 1 ? "it is" : "they are")}{elsewhere}."));
        }

        if (unmatched > 0)
        {
            sentences.Add(string.Create(CultureInfo.CurrentCulture, $"{unmatched:N0} {(unmatched == 1 ? "has" : "have")} no destination (see Get-ArchiveMigrationUser {project} -Status Unmatched)."));
        }

        if (sharing > 0)
        {
            sentences.Add(string.Create(CultureInfo.CurrentCulture, $"{sharing:N0} {(sharing == 1 ? "goes" : "go")} to a mailbox that another user goes to, too (see Get-ArchiveMigrationUser {project} -Duplicate)."));
        }

        return string.Join(' ', sentences);
    }

    private static string Users(int count) => string.Create(CultureInfo.CurrentCulture, $"{count:N0} {(count == 1 ? "user" : "users")}");
}

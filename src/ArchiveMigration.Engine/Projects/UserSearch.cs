using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;

namespace ArchiveMigration.Engine.Projects;

/// <summary>
/// Finds the people of a project's source tenant who have an archive. The directory does not say who has one (the usage report does, some days late and with names
/// hidden where a tenant wants that), so each person's mailboxes are asked for, some at a time.
/// </summary>
/// <param name="source">The source tenant.</param>
/// <param name="project">The project.</param>
/// <param name="users">Its users.</param>
internal sealed class UserSearch(IMailboxService source, string project, IReadOnlyList<MigrationUser> users)
{
    private const int AskedAtOnce = 8;

    private readonly HashSet<string> known = new(users.Select(user => user.SourceAddress), StringComparer.OrdinalIgnoreCase);

    /// <param name="includesKnown">Whether those whom the project has are shown, too.</param>
    /// <param name="isWanted">By primary address, who is asked about at all.</param>
    /// <param name="showProgress">Told how many of how many were looked at.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async IAsyncEnumerable<FoundUser> RunAsync(
        bool includesKnown, Func<string, bool> isWanted, Action<int, int> showProgress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<DirectoryUser> people = [];
        await foreach (var person in source.ListUsersAsync(cancellationToken).ConfigureAwait(false))
        {
            if (isWanted(person.PrimarySmtpAddress) && (includesKnown || !IsKnown(person)))
            {
                people.Add(person);
            }
        }

        var asked = 0;
        showProgress(asked, people.Count);
        await foreach (var (person, hasArchive) in AsTheyCome.OfAsync(people, AskedAtOnce, AskAsync, cancellationToken).ConfigureAwait(false))
        {
            showProgress(++asked, people.Count);
            if (hasArchive)
            {
                yield return new FoundUser
                {
                    Project = project,
                    PrimarySmtpAddress = person.PrimarySmtpAddress,
                    UserPrincipalName = person.UserPrincipalName,
                    DisplayName = person.DisplayName,
                    ExternalDirectoryObjectId = person.Id,
                    IsInProject = IsKnown(person),
                };
            }
        }
    }

    private bool IsKnown(DirectoryUser person) => known.Contains(person.Id) || known.Contains(person.UserPrincipalName) || person.Addresses.Any(known.Contains);

    private async Task<(DirectoryUser Person, bool HasArchive)> AskAsync(DirectoryUser person, CancellationToken cancellationToken)
    {
        try
        {
            _ = await source.OpenMailboxAsync(person.Id, MailboxKind.Archive, cancellationToken).ConfigureAwait(false);
            return (person, true);
        }
        catch (MigrationException none) when (none.ErrorId is ErrorIds.ArchiveNotEnabled or ErrorIds.MailboxNotReachable or ErrorIds.MailboxNotFound)
        {
            return (person, false);
        }
    }
}

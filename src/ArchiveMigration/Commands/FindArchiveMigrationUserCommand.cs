using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Finds people of the source tenant who have an archive and are not in the project.</summary>
[Cmdlet(VerbsCommon.Find, "ArchiveMigrationUser")]
[OutputType(typeof(FoundUser))]
public sealed class FindArchiveMigrationUserCommand : MigrationStoreCmdlet
{
    /// <summary>Far from the numbers that scripts use for their own bars.</summary>
    private const int Bar = 47_002;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Address { get; set; } = ["*"];

    [Parameter]
    public SwitchParameter IncludeKnown { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var project = Engine.Catalog.GetProject(Project).Name;
        var patterns = Address.Select(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase)).ToList();
        var (asked, total, archives) = (0, 0, 0);
        var activity = $"Looking for archives in the source tenant of {project}";
        try
        {
            Run(FindAsync, draw: () => WriteProgress(new ProgressRecord(Bar, activity, total == 0 ? "Reading the directory" : $"{asked:N0} of {total:N0} people, {archives:N0} with an archive")
            {
                PercentComplete = total == 0 ? -1 : asked * 100 / total,
            }));
        }
        finally
        {
            EndProgress(new ProgressRecord(Bar, activity, "Done"));
        }

        async Task FindAsync(CancellationToken cancellationToken)
        {
            var users = Engine.FindUsersAsync(
                project, IncludeKnown, address => patterns.Exists(pattern => pattern.IsMatch(address)), (now, all) => (asked, total) = (now, all), ShowSignInMessage, cancellationToken);
            await foreach (var user in users.ConfigureAwait(false))
            {
                archives++;
                Post(() => WriteObject(user));
            }
        }
    }
}

using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Commands;

/// <summary>Shows how far users, their folders, projects or customers are, also while another session migrates them.</summary>
[Cmdlet(VerbsCommon.Get, "ArchiveMigrationStatistics")]
[OutputType(typeof(UserStatistics), typeof(FolderStatistics), typeof(ProjectStatistics), typeof(CustomerStatistics))]
public class GetArchiveMigrationStatisticsCommand : MigrationStoreCmdlet
{
    private readonly Dictionary<string, Dictionary<string, UserStatistics>> gathered = new(StringComparer.OrdinalIgnoreCase);

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = "*";

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("SourceAddress", "PrimarySmtpAddress", "EmailAddress", "UserPrincipalName", "Identity")]
    [ArgumentCompleter(typeof(UserCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? User { get; set; }

    /// <summary>What each row is about: a user, a source folder, a project or a customer.</summary>
    [Parameter]
    public StatisticsGrouping By { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEach(Selection.Projects(Engine.Catalog, Project), project =>
    {
        var wanted = Selection.Users(Engine.Catalog, project.Name, User).Select(user => user.Id).ToHashSet();
        bool IsWanted(MigrationUser user) => wanted.Contains(user.Id);
        if (By == StatisticsGrouping.Folder)
        {
            IReadOnlyList<FolderStatistics> folders = [];
            Run(async cancellationToken => folders = await Engine.GetFolderStatisticsAsync(project.Name, IsWanted, cancellationToken).ConfigureAwait(false));
            WriteObject(folders, enumerateCollection: true);
            return;
        }

        IReadOnlyList<UserStatistics> users = [];
        Run(async cancellationToken => users = await Engine.GetStatisticsAsync(project.Name, IsWanted, cancellationToken).ConfigureAwait(false));
        if (By == StatisticsGrouping.User)
        {
            WriteObject(users, enumerateCollection: true);
        }
        else
        {
            Gather(project.Name, users);
        }
    });

    /// <inheritdoc/>
    protected override void Finish()
    {
        var projects = gathered.Select(project => (project.Key, (IReadOnlyList<UserStatistics>)[.. project.Value.Values])).ToList();
        if (By == StatisticsGrouping.Project)
        {
            WriteObject(projects.Select(project => Engine.GetProjectStatistics(project.Key, project.Item2)), enumerateCollection: true);
        }
        else if (By == StatisticsGrouping.Customer)
        {
            WriteObject(Engine.GetCustomerStatistics(projects), enumerateCollection: true);
        }
    }

    // Users may come down the pipeline one by one, and one of them twice; a project's row is of all that came.
    private void Gather(string project, IReadOnlyList<UserStatistics> users)
    {
        if (!gathered.TryGetValue(project, out var known))
        {
            gathered.Add(project, known = new Dictionary<string, UserStatistics>(StringComparer.OrdinalIgnoreCase));
        }

        foreach (var user in users)
        {
            known[user.SourceAddress] = user;
        }
    }
}

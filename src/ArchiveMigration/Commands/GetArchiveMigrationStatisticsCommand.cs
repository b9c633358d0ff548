using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Commands;

/// <summary>Shows how far users are, also while another session migrates them.</summary>
[Cmdlet(VerbsCommon.Get, "ArchiveMigrationStatistics")]
[OutputType(typeof(UserStatistics))]
public class GetArchiveMigrationStatisticsCommand : MigrationStoreCmdlet
{
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

    /// <inheritdoc/>
    protected override void Process() => ForEach(Selection.Projects(Engine.Catalog, Project), project =>
    {
        var wanted = Selection.Users(Engine.Catalog, project.Name, User).Select(user => user.SourceAddress).ToHashSet(StringComparer.OrdinalIgnoreCase);
        IReadOnlyList<UserStatistics> statistics = [];
        Run(async cancellationToken => statistics = await Engine.GetStatisticsAsync(project.Name, cancellationToken).ConfigureAwait(false));
        WriteObject(statistics.Where(user => wanted.Contains(user.SourceAddress)), enumerateCollection: true);
    });
}

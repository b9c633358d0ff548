using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Shows projects.</summary>
[Cmdlet(VerbsCommon.Get, "ArchiveMigrationProject")]
[OutputType(typeof(MigrationProject))]
public sealed class GetArchiveMigrationProjectCommand : MigrationStoreCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void Process()
        => ForEach(Name, pattern => WriteObject(Selection.Projects(Engine.Catalog, pattern), enumerateCollection: true));
}

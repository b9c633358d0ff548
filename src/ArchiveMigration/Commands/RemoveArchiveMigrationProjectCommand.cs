using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Completion;

namespace ArchiveMigration.Commands;

/// <summary>Removes a project with its users and all that is recorded of them. Mailboxes are not touched.</summary>
[Cmdlet(VerbsCommon.Remove, "ArchiveMigrationProject", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveArchiveMigrationProjectCommand : MigrationStoreCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process() => ForEach(Name, name =>
    {
        var project = Engine.Catalog.GetProject(name);
        if (ShouldProcess(project.Name, "Remove the project, its users and the record of what was migrated; mailboxes are not touched"))
        {
            Engine.Catalog.RemoveProject(project.Name);
        }
    });
}

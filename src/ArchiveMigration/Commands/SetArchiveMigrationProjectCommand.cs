using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Changes a project; what is not given stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "ArchiveMigrationProject", SupportsShouldProcess = true)]
[OutputType(typeof(MigrationProject))]
public sealed class SetArchiveMigrationProjectCommand : ProjectOptionsCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    [Parameter]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Source { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Customer { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEach(Name, name =>
    {
        var current = Engine.Catalog.GetProject(name);
        var project = current with
        {
            Source = Source ?? current.Source,
            Destination = Destination ?? current.Destination,
            Customer = GivenText(nameof(Customer), Customer, current.Customer),
            Options = Apply(current.Options),
        };

        string? moved = null;
        Run(async cancellationToken => moved = await Engine.WarnOfPlaceChangeAsync(current, project, cancellationToken).ConfigureAwait(false));
        if (moved is not null)
        {
            WriteWarning(moved);
        }

        if (!ShouldProcess(project.Name, "Change the project"))
        {
            return;
        }

        Engine.Catalog.UpdateProject(project);
        if (Engine.CurrentRunner is { Project: { } running } runner && running.Equals(project.Name, StringComparison.OrdinalIgnoreCase))
        {
            WriteWarning($"{project.Name} is being run (process {runner.ProcessId} on {runner.Machine}). What was changed counts from the next mailbox on; those that are being copied now end with the options they began with.");
        }

        if (PassThru)
        {
            WriteObject(Engine.Catalog.GetProject(project.Name));
        }
    });
}

using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Makes a project from a source endpoint, a destination endpoint and options.</summary>
[Cmdlet(VerbsCommon.New, "ArchiveMigrationProject", SupportsShouldProcess = true)]
[OutputType(typeof(MigrationProject))]
public sealed class NewArchiveMigrationProjectCommand : ProjectOptionsCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string Source { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 2)]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = string.Empty;

    [Parameter]
    public string? Customer { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var project = new MigrationProject
        {
            Name = Name.Trim(),
            Source = Source,
            Destination = Destination,
            Customer = Customer,
            Options = Apply(new ProjectOptions()),
        };

        if (ShouldProcess(project.Name, $"Make a project from {Source} to {Destination}"))
        {
            Engine.Catalog.AddProject(project);
            WriteObject(Engine.Catalog.GetProject(project.Name));
        }
    }
}

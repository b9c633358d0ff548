using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Makes a project from a source endpoint, a destination endpoint and options.</summary>
[Cmdlet(VerbsCommon.New, "ArchiveMigrationProject", SupportsShouldProcess = true)]
[OutputType(typeof(MigrationProject))]
public sealed class NewArchiveMigrationProjectCommand : MigrationStoreCmdlet
{
    private static readonly ProjectOptions Defaults = new();

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

    [Parameter]
    public DestinationMailbox DestinationMailbox { get; set; } = Defaults.DestinationMailbox;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TargetRootFolder { get; set; }

    [Parameter]
    [ValidateRange(1, ProjectOptions.MostConcurrentMigrations)]
    public int MaxConcurrentMigrations { get; set; } = Defaults.MaxConcurrentMigrations;

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumErrors { get; set; } = Defaults.MaximumErrors;

    [Parameter]
    public LargeItemTransfer LargeItemTransfer { get; set; } = Defaults.LargeItemTransfer;

    /// <summary>Rules by which addresses inside items are mapped. Not from the pipeline: a row that cannot be bound would only be left out.</summary>
    [Parameter]
    [RecipientMappingTransformation]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? RecipientMapping { get; set; }

    /// <summary>Whether addresses in the Internet headers inside items follow the rules too.</summary>
    [Parameter]
    public SwitchParameter MapHeaders { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var project = new MigrationProject
        {
            Name = Name.Trim(),
            Source = Source,
            Destination = Destination,
            Customer = Customer,
            Options = new ProjectOptions
            {
                DestinationMailbox = DestinationMailbox,
                TargetRootFolder = TargetRootFolder,
                MaxConcurrentMigrations = MaxConcurrentMigrations,
                MaximumErrors = MaximumErrors,
                LargeItemTransfer = LargeItemTransfer,
                RecipientMapping = ArchiveMigration.Engine.Projects.RecipientMapping.Read(RecipientMapping ?? []),
                MapHeaders = MapHeaders,
            },
        };

        if (ShouldProcess(project.Name, $"Make a project from {Source} to {Destination}"))
        {
            Engine.Catalog.AddProject(project);
            WriteObject(Engine.Catalog.GetProject(project.Name));
        }
    }
}

using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Changes a project; what is not given stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "ArchiveMigrationProject", SupportsShouldProcess = true)]
[OutputType(typeof(MigrationProject))]
public sealed class SetArchiveMigrationProjectCommand : MigrationStoreCmdlet
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
    public DestinationMailbox? DestinationMailbox { get; set; }

    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? TargetRootFolder { get; set; }

    [Parameter]
    [ValidateRange(1, ProjectOptions.MostConcurrentMigrations)]
    public int? MaxConcurrentMigrations { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? MaximumErrors { get; set; }

    [Parameter]
    public LargeItemTransfer? LargeItemTransfer { get; set; }

    /// <summary>Rules in place of the project's; none at all (<c>@()</c>, <c>$null</c>) takes them away.</summary>
    [Parameter]
    [RecipientMappingTransformation]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? RecipientMapping { get; set; }

    /// <summary>Whether addresses in the Internet headers inside items follow the rules; <c>-MapHeaders:$false</c> leaves them again.</summary>
    [Parameter]
    public SwitchParameter MapHeaders { get; set; }

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
            Options = current.Options with
            {
                DestinationMailbox = DestinationMailbox ?? current.Options.DestinationMailbox,
                TargetRootFolder = GivenText(nameof(TargetRootFolder), TargetRootFolder, current.Options.TargetRootFolder),
                MaxConcurrentMigrations = MaxConcurrentMigrations ?? current.Options.MaxConcurrentMigrations,
                MaximumErrors = MaximumErrors ?? current.Options.MaximumErrors,
                LargeItemTransfer = LargeItemTransfer ?? current.Options.LargeItemTransfer,
                RecipientMapping = IsGiven(nameof(RecipientMapping)) ? ArchiveMigration.Engine.Projects.RecipientMapping.Read(RecipientMapping ?? []) : current.Options.RecipientMapping,
                MapHeaders = IsGiven(nameof(MapHeaders)) ? MapHeaders : current.Options.MapHeaders,
            },
        };

        if (!ShouldProcess(project.Name, "Change the project"))
        {
            return;
        }

        Engine.Catalog.UpdateProject(project);
        if (PassThru)
        {
            WriteObject(Engine.Catalog.GetProject(project.Name));
        }
    });

    /// <summary>A text that can be taken away again: given as $null or '', it is none.</summary>
    private string? GivenText(string parameter, string? given, string? current)
        => !IsGiven(parameter) ? current
            : string.IsNullOrWhiteSpace(given) ? null
            : given;

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}

using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Completion;

namespace ArchiveMigration.Commands;

/// <summary>Removes an endpoint, and with it the secret that was kept for it.</summary>
[Cmdlet(VerbsCommon.Remove, "ArchiveMigrationEndpoint", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public class RemoveArchiveMigrationEndpointCommand : MigrationStoreCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process() => ForEach(Name, name =>
    {
        var endpoint = Engine.Catalog.GetEndpoint(name);
        if (ShouldProcess(endpoint.Name, "Remove the endpoint"))
        {
            Engine.Catalog.RemoveEndpoint(endpoint.Name);
        }
    });
}

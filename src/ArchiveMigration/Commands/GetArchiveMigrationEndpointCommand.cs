using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Shows endpoints, never their secrets.</summary>
[Cmdlet(VerbsCommon.Get, "ArchiveMigrationEndpoint")]
[OutputType(typeof(MigrationEndpoint))]
public class GetArchiveMigrationEndpointCommand : MigrationStoreCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void Process() => ForEach(Name, pattern =>
    {
        var endpoints = Selection.Of(pattern, Engine.Catalog.GetEndpoints, endpoint => endpoint.Name, Engine.Catalog.GetEndpoint);
        WriteObject(endpoints.Select(EndpointView.Of), enumerateCollection: true);
    });
}

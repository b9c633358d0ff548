using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Signs in to endpoints, as saving them does, and says what they can be used as. Changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ArchiveMigrationEndpoint")]
[OutputType(typeof(EndpointTestResult), typeof(bool))]
public sealed class TestArchiveMigrationEndpointCommand : MigrationStoreCmdlet
{
    private bool allSucceeded = true;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEach(Name, pattern =>
    {
        foreach (var endpoint in Selection.Of(pattern, Engine.Catalog.GetEndpoints, endpoint => endpoint.Name, Engine.Catalog.GetEndpoint))
        {
            EndpointTestResult? result = null;
            Run(async cancellationToken => result = await Engine.TestEndpointAsync(endpoint, ShowSignInMessage, cancellationToken).ConfigureAwait(false));
            allSucceeded &= result!.Succeeded;
            if (CredentialEnd.Warning(result.Endpoint, TimeProvider.System) is { } ending)
            {
                WriteWarning(ending);
            }

            if (!Quiet)
            {
                WriteObject(result with { Endpoint = EndpointView.Of(result.Endpoint) });
            }
        }
    });

    /// <inheritdoc/>
    protected override void Finish()
    {
        if (Quiet)
        {
            WriteObject(allSucceeded);
        }
    }
}

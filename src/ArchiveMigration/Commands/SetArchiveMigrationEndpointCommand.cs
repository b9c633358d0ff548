using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Changes an endpoint, for example to a new secret; saved only when signing in works.</summary>
[Cmdlet(VerbsCommon.Set, "ArchiveMigrationEndpoint", SupportsShouldProcess = true, DefaultParameterSetName = Unchanged)]
[OutputType(typeof(MigrationEndpoint))]
public class SetArchiveMigrationEndpointCommand : EndpointSignInCmdlet
{
    private const string Unchanged = nameof(Unchanged);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TenantId { get; set; }

    [Parameter]
    public Guid? ClientId { get; set; }

    [Parameter(ParameterSetName = Unchanged)]
    [Parameter(ParameterSetName = SignInChoice.ClientSecret)]
    public DateTime? ExpiresOn { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var current = Engine.Catalog.GetEndpoint(Name);
        var endpoint = current with
        {
            TenantId = TenantId?.Trim() ?? current.TenantId,
            ClientId = ClientId?.ToString() ?? current.ClientId,
            Cloud = ChosenCloud(current.Cloud),
            SignIn = ChosenSignIn ?? current.SignIn,

            // What was proved of the old credentials says nothing of the new ones.
            VerifiedUtc = null,
            CredentialExpiresUtc = SignInChoice.End(ExpiresOn) ?? (ParameterSetName == Unchanged ? current.CredentialExpiresUtc : null),
        };

        if (!ShouldProcess(endpoint.Name, "Change the endpoint"))
        {
            return;
        }

        endpoint = Verified(endpoint);
        Engine.Catalog.UpdateEndpoint(endpoint);
        if (PassThru)
        {
            WriteObject(EndpointView.Of(endpoint));
        }
    }
}

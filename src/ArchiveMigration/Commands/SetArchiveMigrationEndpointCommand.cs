using System.Management.Automation;
using System.Security;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Changes an endpoint, for example to a new secret; saved only when signing in works.</summary>
[Cmdlet(VerbsCommon.Set, "ArchiveMigrationEndpoint", SupportsShouldProcess = true, DefaultParameterSetName = Unchanged)]
[OutputType(typeof(MigrationEndpoint))]
public class SetArchiveMigrationEndpointCommand : MigrationStoreCmdlet
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

    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.ClientSecret)]
    public SecureString? ClientSecret { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.CertificateThumbprint)]
    [ValidateNotNullOrEmpty]
    public string? CertificateThumbprint { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.CertificatePath)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    [Parameter(ParameterSetName = SignInChoice.CertificatePath)]
    public SecureString? CertificatePassword { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.DeviceCode)]
    public SwitchParameter DeviceCode { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.ManagedIdentity)]
    [ValidateNotNullOrEmpty]
    public string? ManagedIdentity { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.FederatedTokenFile)]
    [ValidateNotNullOrEmpty]
    public string? FederatedTokenFile { get; set; }

    [Parameter(ParameterSetName = Unchanged)]
    [Parameter(ParameterSetName = SignInChoice.ClientSecret)]
    public DateTime? ExpiresOn { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(CloudCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Cloud { get; set; }

    [Parameter]
    public Uri? Authority { get; set; }

    [Parameter]
    public Uri? GraphEndpoint { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ImportHost { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TlsThumbprint { get; set; }

    [Parameter]
    public SwitchParameter SkipVerification { get; set; }

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
            Cloud = CloudChoice.Read(Cloud, Authority, GraphEndpoint, ImportHost, TlsThumbprint, current.Cloud),
            SignIn = ParameterSetName switch
            {
                SignInChoice.ClientSecret => SignInChoice.OfSecret(ClientSecret!),
                SignInChoice.CertificateThumbprint => SignInChoice.OfThumbprint(CertificateThumbprint!),
                SignInChoice.CertificatePath => SignInChoice.OfFile(FullPath(CertificatePath!), CertificatePassword),
                SignInChoice.ManagedIdentity => SignInChoice.OfMachine(ManagedIdentity!),
                SignInChoice.FederatedTokenFile => new SignIn.FederatedToken(FullPath(FederatedTokenFile!)),
                SignInChoice.DeviceCode => new SignIn.DeviceCode(),
                _ => current.SignIn,
            },

            // What was proved of the old credentials says nothing of the new ones.
            VerifiedUtc = null,
            CredentialExpiresUtc = SignInChoice.End(ExpiresOn) ?? (ParameterSetName == Unchanged ? current.CredentialExpiresUtc : null),
        };

        if (!ShouldProcess(endpoint.Name, "Change the endpoint"))
        {
            return;
        }

        if (!SkipVerification)
        {
            EndpointTestResult? tested = null;
            Run(async cancellationToken => tested = await Engine.TestEndpointAsync(endpoint, ShowSignInMessage, cancellationToken).ConfigureAwait(false));
            endpoint = EndpointVerdict.Read(tested!, WriteWarning);
        }

        Engine.Catalog.UpdateEndpoint(endpoint);
        if (PassThru)
        {
            WriteObject(EndpointView.Of(endpoint));
        }
    }
}

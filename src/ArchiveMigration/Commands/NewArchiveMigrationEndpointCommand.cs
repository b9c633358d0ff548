using System.Management.Automation;
using System.Security;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Describes a tenant and how to sign in to it; saved only when signing in works.</summary>
[Cmdlet(VerbsCommon.New, "ArchiveMigrationEndpoint", SupportsShouldProcess = true, DefaultParameterSetName = SignInChoice.ClientSecret)]
[OutputType(typeof(MigrationEndpoint))]
public class NewArchiveMigrationEndpointCommand : MigrationStoreCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string TenantId { get; set; } = string.Empty;

    [Parameter(Mandatory = true)]
    public Guid ClientId { get; set; }

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

    [Parameter]
    [ArgumentCompleter(typeof(CloudCompleter))]
    [ValidateNotNullOrEmpty]
    public string Cloud { get; set; } = nameof(CloudName.Global);

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

    /// <inheritdoc/>
    protected override void Process()
    {
        var endpoint = new MigrationEndpoint
        {
            Name = Name.Trim(),
            TenantId = TenantId.Trim(),
            ClientId = ClientId.ToString(),
            Cloud = CloudChoice.Read(Cloud, Authority, GraphEndpoint, ImportHost, TlsThumbprint),
            SignIn = ParameterSetName switch
            {
                SignInChoice.CertificateThumbprint => SignInChoice.OfThumbprint(CertificateThumbprint!),
                SignInChoice.CertificatePath => SignInChoice.OfFile(FullPath(CertificatePath!), CertificatePassword),
                SignInChoice.DeviceCode => new SignIn.DeviceCode(),
                _ => SignInChoice.OfSecret(ClientSecret!),
            },
        };

        if (!ShouldProcess(endpoint.Name, $"Save an endpoint for tenant {endpoint.TenantId}"))
        {
            return;
        }

        if (!SkipVerification)
        {
            Run(async cancellationToken => endpoint = await Engine.VerifyEndpointAsync(endpoint, ShowSignInMessage, cancellationToken).ConfigureAwait(false));
        }

        Engine.Catalog.AddEndpoint(endpoint);
        WriteObject(EndpointView.Of(endpoint));
    }
}

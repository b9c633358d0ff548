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
[OutputType(typeof(MigrationEndpoint), typeof(EndpointConsent), typeof(string))]
public class NewArchiveMigrationEndpointCommand : MigrationStoreCmdlet
{
    private const string Consent = nameof(ShowConsent);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string TenantId { get; set; } = string.Empty;

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
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

    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.ManagedIdentity)]
    [ValidateNotNullOrEmpty]
    public string? ManagedIdentity { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.FederatedTokenFile)]
    [ValidateNotNullOrEmpty]
    public string? FederatedTokenFile { get; set; }

    [Parameter(ParameterSetName = SignInChoice.ClientSecret)]
    public DateTime? ExpiresOn { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Consent)]
    public SwitchParameter ShowConsent { get; set; }

    [Parameter(ParameterSetName = Consent)]
    public MigrationSide? Side { get; set; }

    [Parameter(ParameterSetName = Consent)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    [Parameter(ParameterSetName = Consent)]
    [ValidateNotNullOrEmpty]
    public string? ScopeFilter { get; set; }

    [Parameter(ParameterSetName = Consent)]
    public SwitchParameter AsScript { get; set; }

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
                SignInChoice.ManagedIdentity => SignInChoice.OfMachine(ManagedIdentity!),
                SignInChoice.FederatedTokenFile => new SignIn.FederatedToken(FullPath(FederatedTokenFile!)),
                SignInChoice.ClientSecret => SignInChoice.OfSecret(ClientSecret!),
                _ => new SignIn.DeviceCode(),
            },
            CredentialExpiresUtc = SignInChoice.End(ExpiresOn),
        };

        if (ShowConsent)
        {
            var consent = Engine.DescribeConsent(endpoint, Side, Project, ScopeFilter);
            WriteObject(AsScript ? consent.ExchangeScript : consent);
            return;
        }

        if (!ShouldProcess(endpoint.Name, $"Save an endpoint for tenant {endpoint.TenantId}"))
        {
            return;
        }

        if (!SkipVerification)
        {
            EndpointTestResult? tested = null;
            Run(async cancellationToken => tested = await Engine.TestEndpointAsync(endpoint, ShowSignInMessage, cancellationToken).ConfigureAwait(false));
            endpoint = EndpointVerdict.Read(tested!, WriteWarning);
        }

        Engine.Catalog.AddEndpoint(endpoint);
        WriteObject(EndpointView.Of(endpoint));
    }
}

using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Describes a tenant and how to sign in to it; saved only when signing in works.</summary>
[Cmdlet(VerbsCommon.New, "ArchiveMigrationEndpoint", SupportsShouldProcess = true, DefaultParameterSetName = SignInChoice.ClientSecret)]
[OutputType(typeof(MigrationEndpoint), typeof(EndpointConsent), typeof(string))]
public class NewArchiveMigrationEndpointCommand : EndpointSignInCmdlet
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

    /// <inheritdoc/>
    protected override void Process()
    {
        var endpoint = new MigrationEndpoint
        {
            Name = Name.Trim(),
            TenantId = TenantId.Trim(),
            ClientId = ClientId.ToString(),
            Cloud = ChosenCloud(),

            // Who only asks what to consent to need not have decided yet.
            SignIn = ChosenSignIn ?? new SignIn.DeviceCode(),
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

        endpoint = Verified(endpoint);
        Engine.Catalog.AddEndpoint(endpoint);
        WriteObject(EndpointView.Of(endpoint));
    }
}

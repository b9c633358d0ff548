using System.Management.Automation;
using System.Security;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Output;

namespace ArchiveMigration.Base;

/// <summary>A command that takes how and where to sign in: the same for a new endpoint and for one that is changed. Saved only when signing in works.</summary>
public abstract class EndpointSignInCmdlet : MigrationStoreCmdlet
{
    /// <summary>An application's secret.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.ClientSecret)]
    public SecureString? ClientSecret { get; set; }

    /// <summary>A certificate of this machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.CertificateThumbprint)]
    [ValidateNotNullOrEmpty]
    public string? CertificateThumbprint { get; set; }

    /// <summary>A certificate in a PFX or PEM file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.CertificatePath)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>The file's password, if it has one.</summary>
    [Parameter(ParameterSetName = SignInChoice.CertificatePath)]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>An administrator signs in with a code.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.DeviceCode)]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>The Azure machine that this runs on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.ManagedIdentity)]
    [ValidateNotNullOrEmpty]
    public string? ManagedIdentity { get; set; }

    /// <summary>A file with a token of another identity provider.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SignInChoice.FederatedTokenFile)]
    [ValidateNotNullOrEmpty]
    public string? FederatedTokenFile { get; set; }

    /// <summary>The cloud that the tenant is in.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CloudCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Cloud { get; set; }

    /// <summary>Where a custom cloud signs in.</summary>
    [Parameter]
    public Uri? Authority { get; set; }

    /// <summary>A custom cloud's Graph.</summary>
    [Parameter]
    public Uri? GraphEndpoint { get; set; }

    /// <summary>A custom cloud's hosts that items may be uploaded to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ImportHost { get; set; }

    /// <summary>A custom cloud's own certificate.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TlsThumbprint { get; set; }

    /// <summary>Saves without signing in.</summary>
    [Parameter]
    public SwitchParameter SkipVerification { get; set; }

    /// <summary>How to sign in, as was said; null when nothing was.</summary>
    private protected SignIn? ChosenSignIn => ParameterSetName switch
    {
        SignInChoice.ClientSecret => SignInChoice.OfSecret(ClientSecret!),
        SignInChoice.CertificateThumbprint => SignInChoice.OfThumbprint(CertificateThumbprint!),
        SignInChoice.CertificatePath => SignInChoice.OfFile(FullPath(CertificatePath!), CertificatePassword),
        SignInChoice.ManagedIdentity => SignInChoice.OfMachine(ManagedIdentity!),
        SignInChoice.FederatedTokenFile => new SignIn.FederatedToken(FullPath(FederatedTokenFile!)),
        SignInChoice.DeviceCode => new SignIn.DeviceCode(),
        _ => null,
    };

    /// <summary>The cloud, as was said; what was not stays as it is.</summary>
    private protected Cloud ChosenCloud(Cloud? current = null) => CloudChoice.Read(Cloud, Authority, GraphEndpoint, ImportHost, TlsThumbprint, current);

    /// <summary>Signs in once, unless that was forbidden, and warns of what will be missed.</summary>
    /// <returns>The endpoint with what was learnt.</returns>
    private protected MigrationEndpoint Verified(MigrationEndpoint endpoint)
    {
        if (SkipVerification)
        {
            return endpoint;
        }

        EndpointTestResult? tested = null;
        Run(async cancellationToken => tested = await Engine.TestEndpointAsync(endpoint, ShowSignInMessage, cancellationToken).ConfigureAwait(false));
        return EndpointVerdict.Read(tested!, WriteWarning);
    }
}

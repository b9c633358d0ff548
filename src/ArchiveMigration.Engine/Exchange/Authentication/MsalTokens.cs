using System.Security.Cryptography.X509Certificates;
using ArchiveMigration.Engine.Endpoints;
using Microsoft.Identity.Client;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>
/// Signs in with Microsoft's library, which keeps tokens in memory and renews them. Nothing is sent and no certificate is
/// opened before the first token is asked for.
/// </summary>
internal sealed class MsalTokens(MigrationEndpoint endpoint, HttpClient http, Action<string>? showSignInMessage, TimeProvider time) : IAccessTokens, IDisposable
{
    // All permissions that were granted to the application: each needs an administrator's consent anyway, so asking for single
    // ones would only ask an endpoint used as a source for rights that a destination needs.
    private readonly string[] scopes = [new Uri(endpoint.Cloud.Graph, ".default").AbsoluteUri];

    // One at a time: many who find the token expired must not all sign in, least of all show a person many codes.
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>So long a token is given out without asking the library, whose answer costs more than all else about a request. It gives none that ends within five minutes.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(30);

    private volatile Tuple<Task<string>, long>? latest;
    private Func<bool, CancellationToken, Task<AuthenticationResult>>? acquire;
    private X509Certificate2? certificate;

    public DateTimeOffset? CredentialExpiresUtc => certificate is null ? null : new DateTimeOffset(certificate.NotAfter).ToUniversalTime();

    public Task<string> GetAsync(bool renew, CancellationToken cancellationToken) =>
        !renew && latest is var (token, asked) && time.GetElapsedTime(asked) < AskAgainAfter ? token : AskAsync(renew, cancellationToken);

    private async Task<string> AskAsync(bool renew, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            acquire ??= endpoint.SignIn switch
            {
                SignIn.DeviceCode => MakePersonal(),
                SignIn.ManagedIdentity identity when OutsideIdentity.IsApplication(identity, endpoint) => MakeOfMachine(identity),
                _ => MakeConfidential(),
            };
            AuthenticationResult result = await acquire(renew, cancellationToken).ConfigureAwait(false);
            latest = Tuple.Create(Task.FromResult(result.AccessToken), time.GetTimestamp());
            return result.AccessToken;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw SignInFailures.Explain(e, endpoint);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        turn.Dispose();
        certificate?.Dispose();
    }

    private Func<bool, CancellationToken, Task<AuthenticationResult>> MakeConfidential()
    {
        ConfidentialClientApplicationBuilder builder = ConfidentialClientApplicationBuilder.Create(endpoint.ClientId);
        switch (endpoint.SignIn)
        {
            case SignIn.ClientSecret secret:
                builder = builder.WithClientSecret(secret.Value.Reveal());
                break;
            case SignIn.StoreCertificate stored:
                builder = builder.WithCertificate(certificate = SignInCertificate.Load(stored, time));
                break;
            case SignIn.FileCertificate file:
                builder = builder.WithCertificate(certificate = SignInCertificate.Load(file, time));
                break;
            case SignIn.FederatedToken federated:
                builder = builder.WithClientAssertion((AssertionRequestOptions options) => OutsideIdentity.AssertAsync(federated, endpoint.Name, options.CancellationToken));
                break;
            case SignIn.ManagedIdentity machine:
                IManagedIdentityApplication identity = OutsideIdentity.Of(machine, http);
                builder = builder.WithClientAssertion((AssertionRequestOptions options) => OutsideIdentity.AssertAsync(identity, options.CancellationToken));
                break;
            default:
                throw new InvalidOperationException($"{endpoint.SignIn.GetType().Name} is no application sign-in.");
        }

        IConfidentialClientApplication application = Place(builder).Build();
        return (renew, cancellationToken) => application.AcquireTokenForClient(scopes).WithForceRefresh(renew).ExecuteAsync(cancellationToken);
    }

    private Func<bool, CancellationToken, Task<AuthenticationResult>> MakeOfMachine(SignIn.ManagedIdentity machine)
    {
        IManagedIdentityApplication identity = OutsideIdentity.Of(machine, http);
        string graph = endpoint.Cloud.Graph.GetLeftPart(UriPartial.Authority);
        return (renew, cancellationToken) => identity.AcquireTokenForManagedIdentity(graph).WithForceRefresh(renew).ExecuteAsync(cancellationToken);
    }

    private Func<bool, CancellationToken, Task<AuthenticationResult>> MakePersonal()
    {
        IPublicClientApplication application = Place(PublicClientApplicationBuilder.Create(endpoint.ClientId)).Build();
        return async (renew, cancellationToken) =>
        {
            IAccount? account = (await application.GetAccountsAsync().ConfigureAwait(false)).FirstOrDefault();
            if (account is not null)
            {
                try
                {
                    return await application.AcquireTokenSilent(scopes, account).WithForceRefresh(renew).ExecuteAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (MsalUiRequiredException)
                {
                    // The person has to sign in again.
                }
            }

            Action<string> show = showSignInMessage ?? throw NobodyToAsk();
            return await application.AcquireTokenWithDeviceCode(scopes, code =>
            {
                show(code.Message);
                return Task.CompletedTask;
            }).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        };
    }

    private T Place<T>(AbstractApplicationBuilder<T> builder)
        where T : BaseAbstractApplicationBuilder<T>
    {
        bool isCustom = endpoint.Cloud.Name == CloudName.Custom;
        T placed = builder.WithAuthority(new Uri(endpoint.Cloud.Authority, Uri.EscapeDataString(endpoint.TenantId)), validateAuthority: !isCustom);
        if (isCustom)
        {
            // Nobody but the administrator vouches for such an authority; Microsoft's directory of authorities does not know it.
            placed = ((AbstractApplicationBuilder<T>)(object)placed).WithInstanceDiscovery(false);
        }

        return placed.WithHttpClientFactory(new MsalHttp(http));
    }

    private MigrationException NobodyToAsk() => new(
        ErrorIds.EndpointAuthenticationFailed, MigrationErrorKind.Authentication, $"{endpoint.Name} signs in as a person, and there is nobody to show the code to.")
    {
        Target = endpoint.Name,
        Remedy = "Run the command in an interactive session, or sign in with a certificate.",
    };
}

using ArchiveMigration.Engine.Endpoints;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>Identities that the surroundings give: of the Azure machine, or in a file. As an application themselves, or in place of an application's secret.</summary>
internal static class OutsideIdentity
{
    /// <summary>What an application's federated credential expects as the audience of a managed identity's token.</summary>
    private const string ExchangeAudience = "api://AzureADTokenExchange";

    /// <summary>Whether the identity is the endpoint's application itself.</summary>
    public static bool IsApplication(SignIn.ManagedIdentity signIn, MigrationEndpoint endpoint) =>
        signIn.IdentityClientId is null || signIn.IdentityClientId.Equals(endpoint.ClientId, StringComparison.OrdinalIgnoreCase);

    /// <summary>The machine's identity.</summary>
    public static IManagedIdentityApplication Of(SignIn.ManagedIdentity signIn, HttpClient http) => ManagedIdentityApplicationBuilder
        .Create(signIn.IdentityClientId is { } clientId ? ManagedIdentityId.WithUserAssignedClientId(clientId) : ManagedIdentityId.SystemAssigned)
        .WithHttpClientFactory(new MsalHttp(http))
        .Build();

    /// <summary>The machine's identity in place of an application's secret.</summary>
    public static async Task<string> AssertAsync(IManagedIdentityApplication identity, CancellationToken cancellationToken) =>
        (await identity.AcquireTokenForManagedIdentity(ExchangeAudience).ExecuteAsync(cancellationToken).ConfigureAwait(false)).AccessToken;

    /// <summary>The token in a file in place of an application's secret. Whoever writes it there renews it, so it is read each time.</summary>
    /// <exception cref="MigrationException">EndpointAuthenticationFailed.</exception>
    public static async Task<string> AssertAsync(SignIn.FederatedToken signIn, string endpoint, CancellationToken cancellationToken)
    {
        string token;
        try
        {
            token = (await File.ReadAllTextAsync(signIn.Path, cancellationToken).ConfigureAwait(false)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable($"the file {signIn.Path} with its identity's token cannot be read", e);
        }

        return token.Count(c => c == '.') == 2 ? token : throw Unreadable($"the file {signIn.Path} does not hold an identity's token", null);

        MigrationException Unreadable(string what, Exception? cause) => new(ErrorIds.EndpointAuthenticationFailed, MigrationErrorKind.Authentication, $"{endpoint} cannot sign in: {what}.", cause)
        {
            Target = endpoint,
            Remedy = "Give the file that the surroundings write the token to: in a Kubernetes cluster AZURE_FEDERATED_TOKEN_FILE names it.",
        };
    }
}

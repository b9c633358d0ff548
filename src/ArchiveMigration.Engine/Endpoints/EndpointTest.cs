using ArchiveMigration.Engine.Exchange.Authentication;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Endpoints;

/// <summary>Signs in to an endpoint and says what it can be used as. Saves nothing.</summary>
internal sealed class EndpointTest(IMailboxServiceFactory services, TimeProvider time)
{
    /// <summary>The permission without which no mailbox is found, and which Exchange cannot grant in Entra's place.</summary>
    private const string Directory = "User.Read.All";

    /// <summary>Tests the endpoint. That it cannot sign in is a result, not an exception.</summary>
    public async Task<EndpointTestResult> RunAsync(MigrationEndpoint endpoint, Action<string>? showSignInMessage, CancellationToken cancellationToken)
    {
        TenantDescription tenant;
        try
        {
            await using var service = services.Create(endpoint, showSignInMessage);
            tenant = await service.DescribeTenantAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException failure)
        {
            return new EndpointTestResult
            {
                Endpoint = endpoint,
                Failure = failure,
                DaysLeft = CredentialEnd.DaysLeft(endpoint, time),
                Message = failure.WithTicket(failure.Remedy is null ? failure.Message : $"{failure.Message} {failure.Remedy}"),
            };
        }

        var verified = endpoint with
        {
            Region = tenant.Region,
            VerifiedUtc = time.GetUtcNow(),
            CredentialExpiresUtc = tenant.CredentialExpiresUtc ?? endpoint.CredentialExpiresUtc,
        };
        var granted = verified.SignIn is SignIn.DeviceCode ? null : tenant.GrantedPermissions;
        var result = new EndpointTestResult
        {
            Endpoint = verified,
            Organization = tenant.DisplayName,
            GrantedPermissions = tenant.GrantedPermissions,
            MissingAsSource = granted is null ? [] : LeastPermissions.Missing(MigrationSide.Source, granted),
            MissingAsDestination = granted is null ? [] : LeastPermissions.Missing(MigrationSide.Destination, granted),
            DaysLeft = CredentialEnd.DaysLeft(verified, time),
            Message = string.Empty,
        };
        return result with { Message = Sentence(result, granted) };
    }

    private static string Sentence(EndpointTestResult result, IReadOnlyList<string>? granted)
    {
        if (granted is null)
        {
            return "Signed in.";
        }

        if (result.MissingAsSource.Contains(Directory))
        {
            return $"Signed in, but {Directory} is not granted: no mailbox can be found without it. Grant it at {AdminConsent.UrlFor(result.Endpoint)}";
        }

        return (result.MissingAsSource.Count, result.MissingAsDestination.Count) switch
        {
            (0, 0) => "Can be a source and a destination.",
            (0, _) => "Can be a source.",
            (_, 0) => "Can be a destination.",
            _ => $"Signed in. Not granted for the whole tenant: {string.Join(", ", result.MissingAsSource.Union(result.MissingAsDestination))}. "
                + "That is well where Exchange grants them for chosen mailboxes (RBAC for Applications): Test-ArchiveMigrationCredential shows it.",
        };
    }
}

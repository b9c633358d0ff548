namespace ArchiveMigration.Sandbox.Entra;

/// <summary>A refusal of the sign-in host, as Entra ID words it: the number in error_codes is the reliable part.</summary>
internal sealed class EntraException(int status, string error, int code, string text) : Exception($"AADSTS{code}: {text}")
{
    public int Status { get; } = status;

    /// <summary>The OAuth error word, for example invalid_client.</summary>
    public string Error { get; } = error;

    public int Code { get; } = code;

    public static EntraException TenantNotFound(string tenant) => new(400, "invalid_request", 90002,
        $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.");

    public static EntraException TenantNeeded() => new(400, "invalid_request", 9001023,
        "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.");

    public static EntraException ApplicationNotFound(string clientId, string tenant) => new(400, "unauthorized_client", 700016,
        $"Application with identifier '{clientId}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.");

    public static EntraException ApplicationDisabled(Guid clientId, string name) => new(400, "unauthorized_client", 7000112,
        $"Application '{clientId}'({name}) is disabled.");

    public static EntraException WrongSecret(Guid clientId) => new(401, "invalid_client", 7000215,
        $"Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{clientId}'.");

    public static EntraException ExpiredSecret(Guid clientId) => new(401, "invalid_client", 7000222,
        $"The provided client secret keys for app '{clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.");

    public static EntraException NoCredential() => new(401, "invalid_client", 7000218,
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

    public static EntraException WrongAssertion(string reason, string? thumbprint) => new(401, "invalid_client", 700027,
        $"The certificate with identifier used to sign the client assertion is not registered on application. [Reason - {reason}, Thumbprint of key used by client: '{thumbprint}']");

    public static EntraException UntrustedIssuer(string? issuer) => new(401, "invalid_client", 700211,
        $"No matching federated identity record found for presented assertion issuer '{issuer}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.");

    public static EntraException UntrustedAudience(string? audience) => new(401, "invalid_client", 700212,
        $"No matching federated identity record found for presented assertion audience '{audience}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.");

    public static EntraException UntrustedSubject(string? subject) => new(401, "invalid_client", 700213,
        $"No matching federated identity record found for presented assertion subject '{subject}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.");

    public static EntraException AssertionOutsideValidity(DateTimeOffset now) => new(401, "invalid_client", 700024,
        $"Client assertion is not within its valid time range. Current time: {now:O}.");

    public static EntraException NotConsented(Guid clientId, string name) => new(400, "invalid_grant", 65001,
        $"The user or administrator has not consented to use the application with ID '{clientId}' named '{name}'. Send an interactive authorization request for this user and resource.");

    public static EntraException BlockedByConditionalAccess() => new(400, "invalid_grant", 53003,
        "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.");

    public static EntraException WrongScope(string? scope) => new(400, "invalid_scope", 1002012,
        $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).");

    public static EntraException ResourceNotFound(string resource) => new(400, "invalid_resource", 500011,
        $"The resource principal named {resource} was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.");

    public static EntraException UnsupportedGrant(string? grant) => new(400, "unsupported_grant_type", 70003,
        $"The app requested an unsupported grant type '{grant}'.");

    public static EntraException CodePending() => new(400, "authorization_pending", 70016,
        "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");

    public static EntraException WrongCode() => new(400, "bad_verification_code", 70018,
        "Invalid verification code due to user typing in wrong user code for device code flow.");

    public static EntraException ExpiredCode() => new(400, "expired_token", 70019,
        "Verification code expired. Have the user retry the sign-in.");

    public static EntraException WrongRefreshToken() => new(400, "invalid_grant", 700082,
        "The refresh token has expired due to inactivity.");

    public static EntraException Transient() => new(503, "temporarily_unavailable", 90033,
        "A transient error has occurred. Please try again.");
}

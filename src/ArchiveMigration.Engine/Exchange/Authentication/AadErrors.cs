using System.Collections.Frozen;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>
/// The sign-in errors that administrators meet (Microsoft identity platform, "Authentication and authorization error codes").
/// Texts and numbers can change on Microsoft's side; the number is the reliable part. Not in that list but answered by the service: 7000229 ("is missing service principal in the
/// tenant", Teams SDK documentation, authentication troubleshooting), 900023 ("is neither a valid DNS name, nor a valid external domain"), and "No matching federated identity record
/// found for presented assertion" 70021, with its issuer 700211, audience 700212 and 7002121, subject 700213 and 7002131 (Azure DevOps documentation, workload identities; logs that people published).
/// </summary>
internal static class AadErrors
{
    private const string Consent = "Grant the permissions once, as a Global Administrator of that tenant, at: {consent}\nNeeded at a source: {source}\nNeeded at a destination: {destination}";
    private const string OtherCloud = "Use the endpoint's cloud that the tenant is in, with an application registered there; an application lives in one cloud only.";
    private const string Conditional = "An administrator of the tenant must exclude this application (Conditional Access, also its policies for workload identities) or this account.";
    private const string PersonOnly = "Sign in by device code and answer the request in the browser, or use an application with a certificate.";
    private const string Federated =
        "In the application's registration (Certificates & secrets, Federated credentials) enter issuer, subject and audience exactly as the identity's token has them; a new entry takes some minutes to hold.";
    private const string Again = "Sign in again.";
    private const string Later = "Try again in some minutes.";

    private static readonly FrozenDictionary<string, AadError> Known = new Dictionary<string, AadError>
    {
        // The application and the tenant
        ["700016"] = new("the application {client} is not known in the tenant {tenant}", "Check the client id and the tenant id. If the application is registered elsewhere, bring it into this tenant: {consent}"),
        ["7000229"] = new("the application {client} has no service principal (enterprise application) in the tenant {tenant}", "Bring it into this tenant: {consent}"),
        ["900023"] = new("{tenant} is neither a tenant's id nor a domain", "Give the endpoint the tenant's id (a GUID) or one of its verified domains."),
        ["90002"] = new("there is no tenant {tenant} in the cloud {cloud}", "Check the tenant id or domain; often the tenant is in another cloud than the endpoint says."),
        ["90038"] = new("the tenant {tenant} belongs to another national cloud", OtherCloud),
        ["900382"] = new("the application signs in across clouds, which is not possible", OtherCloud),
        ["900432"] = new("the application signs in across clouds, which is not possible", OtherCloud),
        ["50059"] = new("the request names no tenant", "Give the endpoint a tenant id."),
        ["50128"] = new("the domain {tenant} names no tenant", "Give the tenant's id or one of its verified domains."),
        ["50194"] = new("the application is for one tenant only, but none was named", "Give the endpoint the tenant's id instead of 'common'."),
        ["9001023"] = new("signing in as an application needs a tenant", "Give the endpoint the tenant's id instead of 'common' or 'organizations'."),
        ["500011"] = new("Microsoft Graph is not known in the tenant {tenant}", "Check the tenant and the cloud {cloud}: the tenant may have no Microsoft 365 subscription."),
        ["650052"] = new("the tenant {tenant} has no subscription for the service that the application asks for", "Check that the tenant has Exchange Online and that it is the right tenant."),
        ["650057"] = new("the application's registration does not list Microsoft Graph", "Add Microsoft Graph's permissions to the application's registration, then grant them at: {consent}"),
        ["7000112"] = new("the application {client} is disabled in the tenant {tenant}", "Enable it: Entra ID, Enterprise applications, Properties, 'Enabled for users to sign in'."),
        ["70011"] = new("the scope asked for is not valid", "Check the cloud {cloud}: its Microsoft Graph address must be the tenant's."),
        ["1002012"] = new("the scope asked for is not valid", "Check the cloud {cloud}: its Microsoft Graph address must be the tenant's."),

        // Secrets and certificates
        ["7000215"] = new("the client secret is not valid", "Give the secret's value, not its id; it is shown only once, so make a new one if in doubt."),
        ["7000222"] = new("the client secret has expired", "Make a new secret in the application's registration, or better use a certificate."),
        ["7000218"] = new("the application must prove itself with a secret or certificate", "Give the endpoint a certificate or secret; for device code turn on 'Allow public client flows' in the registration."),
        ["700025"] = new("the application is registered as a public client, which has no secret", "Register it as a web application, or sign in by device code."),
        ["700027"] = new("the certificate was not accepted", "Upload this certificate's public part (.cer) to the application's registration, and compare thumbprint and this machine's clock."),
        ["700030"] = new("the certificate's subject is not among those the application allows", "Use a certificate whose subject the application's registration allows."),
        ["700024"] = new("the certificate's proof is outside its time", "Set this machine's clock."),

        // Federated credentials: managed and workload identities
        ["70021"] = new("the application {client} trusts no identity like this one", Federated),
        ["700211"] = new("the application {client} trusts no identity of this issuer", Federated),
        ["700212"] = new("the identity's token is for another audience than the application {client} trusts", Federated),
        ["700213"] = new("the application {client} trusts no identity of this subject", Federated),
        ["7002121"] = new("the identity's token is for another audience than the application {client} trusts", Federated),
        ["7002131"] = new("the application {client} trusts no identity of this subject", Federated),

        // Permissions
        ["65001"] = new("the application {client} was never granted its permissions in the tenant {tenant}", Consent),
        ["65004"] = new("the consent was declined", Consent),
        ["90094"] = new("an administrator's consent is needed", Consent),
        ["50105"] = new("the account is not assigned to the application", "Assign it (Enterprise applications, Users and groups), or turn off 'Assignment required'."),

        // People
        ["50126"] = new("the user name or password is wrong", Again),
        ["50020"] = new("the account is of another tenant and no guest in {tenant}", "Sign in with an account of that tenant."),
        ["50034"] = new("the account does not exist in the tenant {tenant}", "Sign in with an account of that tenant."),
        ["50053"] = new("the account is locked, or the sign-in came from an address with a bad name", "Wait or unlock the account in Entra ID."),
        ["50055"] = new("the password has expired", "Change it, then sign in again."),
        ["50057"] = new("the account is disabled", "Enable it in Entra ID, or use another."),
        ["50072"] = new("the account must first register for multi-factor authentication", PersonOnly),
        ["50074"] = new("multi-factor authentication is required", PersonOnly),
        ["50076"] = new("multi-factor authentication is required", PersonOnly),
        ["50079"] = new("the account must first register for multi-factor authentication", PersonOnly),
        ["70016"] = new("the code has not been entered yet", "Enter it in the browser.", IsTransient: true),
        ["70018"] = new("the code is wrong", Again),
        ["70019"] = new("the code has expired", Again),
        ["50199"] = new("the sign-in waits for a confirmation in the browser", "Confirm it in the browser, then sign in again.", IsTransient: true),
        ["700082"] = new("the sign-in has expired for want of use", Again),
        ["50173"] = new("the sign-in was revoked, for example by a new password", Again),

        // Policies
        ["50097"] = new("the sign-in must come from a registered device", Conditional),
        ["53000"] = new("the sign-in must come from a compliant device", Conditional),
        ["53001"] = new("the sign-in must come from a device joined to the domain", Conditional),
        ["53003"] = new("Conditional Access blocks the sign-in", Conditional),
        ["530032"] = new("a security policy of the tenant blocks the sign-in", Conditional),
        ["530035"] = new("security defaults of the tenant block the sign-in", Conditional),

        // Bad moments
        ["90033"] = new("Entra ID has a temporary failure", Later, IsTransient: true),
        ["90024"] = new("Entra ID has a temporary failure", Later, IsTransient: true),
        ["90006"] = new("Entra ID has a temporary failure", Later, IsTransient: true),
        ["90090"] = new("Entra ID has a temporary failure", Later, IsTransient: true),
        ["50033"] = new("Entra ID has a temporary failure", Later, IsTransient: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The numbers in the table.</summary>
    public static IEnumerable<string> Numbers => Known.Keys;

    /// <summary>The meaning of a number (without <c>AADSTS</c>), or null.</summary>
    public static AadError? Find(string number) => Known.GetValueOrDefault(number);
}

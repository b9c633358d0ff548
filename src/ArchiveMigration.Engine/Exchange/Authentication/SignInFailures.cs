using System.Globalization;
using System.Text.RegularExpressions;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange.Http;
using Microsoft.Identity.Client;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>Explains why signing in failed: by Entra ID's number where there is one, else by what the library or the network says.</summary>
internal static partial class SignInFailures
{
    private const string MachineRemedy = "Run this on the Azure machine (VM, App Service, Functions, Automation, Arc) that has the identity, and check its client id. Elsewhere use a certificate.";

    /// <summary>Makes the explanation of an exception that acquiring a token threw.</summary>
    public static MigrationException Explain(Exception exception, MigrationEndpoint endpoint) => exception switch
    {
        MigrationException explained => explained,
        MsalServiceException service => OfService(service, endpoint),
        MsalClientException client => OfLibrary(client, endpoint),
        HttpRequestException or IOException or OperationCanceledException =>
            ConnectionFailures.Explain(endpoint.Cloud.Authority.Host, endpoint.Name, exception is OperationCanceledException ? null : exception),
        _ => Failed(endpoint, exception.GetType().Name, null, new AadError("the sign-in library failed", "Check the endpoint's values.")),
    };

    /// <summary>Makes the explanation of an error text of Entra ID that did not come through the library.</summary>
    public static MigrationException Explain(ServiceFailure failure, MigrationEndpoint endpoint)
    {
        string text = failure.Message ?? failure.CodeOrStatus;
        string? number = Number().Match(text) is { Success: true } match ? match.Groups["number"].Value : null;
        AadError meaning = Meaning(number, text);
        return Failed(
            endpoint, number is null ? failure.CodeOrStatus : "AADSTS" + number, failure.RequestId,
            meaning with { IsTransient = meaning.IsTransient || RetryPolicy.Classify(failure) is not null });
    }

    private static MigrationException OfService(MsalServiceException exception, MigrationEndpoint endpoint)
    {
        IReadOnlyList<string> numbers = exception.ErrorCodesForLogging ?? [];
        string? number = numbers.FirstOrDefault(code => AadErrors.Find(code) is not null)
            ?? (Number().Match(exception.Message) is { Success: true } match ? match.Groups["number"].Value : null)
            ?? (numbers is [var first, ..] ? first : null);
        string code = number is null ? exception.ErrorCode : "AADSTS" + number;
        AadError meaning = number is null && exception.ErrorCode.StartsWith("managed_identity", StringComparison.Ordinal)
            ? new($"this machine gives no such managed identity: {FirstLine(exception.Message)}", MachineRemedy)
            : Meaning(number, exception.Message);
        bool isBadMoment = exception.StatusCode >= 500 || exception.StatusCode == 429 || exception is MsalThrottledServiceException || exception.ErrorCode is "request_timeout" or "service_not_available";
        return Failed(endpoint, code, exception.CorrelationId, meaning with { IsTransient = meaning.IsTransient || isBadMoment }, exception);
    }

    private static MigrationException OfLibrary(MsalClientException exception, MigrationEndpoint endpoint)
    {
        AadError meaning = exception.ErrorCode switch
        {
            MsalError.CertWithoutPrivateKey => new("the certificate has no private key on this machine", "Import it with its private key (.pfx), for the account that runs this."),
            { } code when code.StartsWith("managed_identity", StringComparison.Ordinal) => new($"this machine gives no managed identity: {FirstLine(exception.Message)}", MachineRemedy),
            MsalError.CodeExpired => new("the code was not entered in time", "Sign in again and enter the code within 15 minutes."),
            MsalError.AuthenticationCanceledError => new("the sign-in was cancelled", "Sign in again."),
            "invalid_authority" or "instance_discovery_failed" => new("the cloud's sign-in address is not known to Microsoft", "Check the endpoint's cloud and tenant id."),
            _ => new(FirstLine(exception.Message), "Check the endpoint's values."),
        };
        return exception.ErrorCode == MsalError.CertWithoutPrivateKey
            ? CertificateFailures.Unusable(endpoint.Name, "The certificate has no private key on this machine.", meaning.Remedy, exception)
            : Failed(endpoint, exception.ErrorCode, exception.CorrelationId, meaning, exception);
    }

    private static AadError Meaning(string? number, string text) =>
        (number is null ? null : AadErrors.Find(number)) ?? new AadError(FirstLine(text), "Look the number up at https://login.microsoftonline.com/error, or ask Microsoft support with the correlation id.");

    private static MigrationException Failed(MigrationEndpoint endpoint, string? code, string? correlationId, AadError meaning, Exception? cause = null) => new(
        ErrorIds.EndpointAuthenticationFailed,
        MigrationErrorKind.Authentication,
        $"{endpoint.Name} cannot sign in: {Fill(meaning.Meaning, endpoint)}{(code is null ? string.Empty : $" ({code})")}.",
        cause)
    {
        Target = endpoint.Name,
        Remedy = Fill(meaning.Remedy, endpoint),
        ServiceCode = code,
        RequestId = string.IsNullOrEmpty(correlationId) ? null : correlationId,
        IsTransient = meaning.IsTransient,
    };

    private static string Fill(string text, MigrationEndpoint endpoint) => text
        .Replace("{consent}", AdminConsent.UrlFor(endpoint).AbsoluteUri, StringComparison.Ordinal)
        .Replace("{source}", LeastPermissions.Text(MigrationSide.Source), StringComparison.Ordinal)
        .Replace("{destination}", LeastPermissions.Text(MigrationSide.Destination), StringComparison.Ordinal)
        .Replace("{client}", endpoint.ClientId, StringComparison.Ordinal)
        .Replace("{tenant}", endpoint.TenantId, StringComparison.Ordinal)
        .Replace("{cloud}", endpoint.Cloud.Name.ToString(), StringComparison.Ordinal);

    // The service's texts go on with trace ids and times, which stand elsewhere; the library's prefix says nothing.
    private static string FirstLine(string text)
    {
        string line = text.ReplaceLineEndings("\n").Split('\n')[0];
        int number = line.IndexOf("AADSTS", StringComparison.Ordinal);
        line = number >= 0 ? line[number..] : line;
        foreach (string mark in (string[])[" Trace ID:", " Correlation ID:", " Timestamp:"])
        {
            int at = line.IndexOf(mark, StringComparison.Ordinal);
            line = at >= 0 ? line[..at] : line;
        }

        line = line.Trim().TrimEnd('.');
        return line.Length > 300 ? string.Create(CultureInfo.InvariantCulture, $"{line.AsSpan(0, 300)}…") : line;
    }

    [GeneratedRegex(@"AADSTS(?<number>\d{3,9})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}

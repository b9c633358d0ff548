using System.Security.Authentication;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>Explains why a service could not be reached.</summary>
internal static class ConnectionFailures
{
    /// <summary>Whether an exception of HTTP or of a body's stream means that the connection, not the request, is at fault.</summary>
    public static bool IsConnectionFailure(Exception exception) => exception is HttpRequestException or IOException or InvalidDataException;

    /// <summary>Whether trying again is useless: the other side is not who it must be.</summary>
    public static bool IsFinal(Exception exception) => exception is HttpRequestException { InnerException: AuthenticationException };

    /// <summary>The failure for a host. The exception's own text names at most host and port.</summary>
    public static MigrationException Explain(string host, string target, Exception? cause)
    {
        if (cause is not null && IsFinal(cause))
        {
            return new MigrationException(
                ErrorIds.ConnectionFailed, MigrationErrorKind.Connection, $"The certificate that {host} shows is not trusted, so nothing was sent.", cause)
            {
                Target = target,
                Remedy = "Behind a proxy that inspects TLS, its root certificate must be trusted by this machine. For a custom cloud compare the endpoint's TLS thumbprint (SHA-256) with the server's.",
            };
        }

        string why = cause switch
        {
            null => "no answer in time",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name could not be resolved",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy refused the connection",
            _ => "the connection broke",
        };
        return new MigrationException(ErrorIds.ConnectionFailed, MigrationErrorKind.Connection, $"{host} could not be reached: {why}.", cause)
        {
            Target = target,
            Remedy = "Check this machine's network, proxy and firewall; nothing is lost, start again when it works.",
            IsTransient = true,
        };
    }

    /// <summary>An answer that ended before it was complete.</summary>
    public static MigrationException BrokenOff(string subject, string target, Exception? cause) => new(
        ErrorIds.ConnectionFailed, MigrationErrorKind.Connection, $"An answer for {subject} broke off before its end.", cause)
    {
        Target = target,
        Remedy = "It is asked for again by itself; if it happens often, check the network and any proxy in between.",
        IsTransient = true,
    };
}

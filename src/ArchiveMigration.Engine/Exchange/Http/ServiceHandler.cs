using System.Net;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>Makes the one connection pool of a service.</summary>
internal static class ServiceHandler
{
    public static HttpMessageHandler For(Cloud cloud)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // Redirects are judged by CloudBorder, and an automatic one would lose the token.
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(15), // Exchange moves mailboxes between front ends; names must be looked up again.
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
        };
        if (cloud.TlsThumbprint is not null)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = TlsPin.Only(cloud.TlsThumbprint);
        }

        return handler;
    }
}

using System.Security.Cryptography;

namespace ArchiveMigration.Benchmarks;

/// <summary>What a client needs to know of the pretend service.</summary>
internal sealed record SandboxAccess(
    Uri Authority, Uri Graph, string ImportHost, string TlsThumbprint, TenantAccess Source, TenantAccess Destination, IReadOnlyList<Guid> DestinationArchives)
{
    /// <summary>A client that trusts the service's certificate and no other.</summary>
    public HttpClient Connect() => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString(HashAlgorithmName.SHA256) == TlsThumbprint },
    });
}

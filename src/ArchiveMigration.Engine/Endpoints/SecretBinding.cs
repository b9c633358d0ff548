using System.Text;

namespace ArchiveMigration.Engine.Endpoints;

/// <summary>What a secret belongs to.</summary>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="What">What the secret is, in words.</param>
/// <param name="Parameter">The cmdlet parameter that sets it.</param>
/// <param name="Parts">Everything that decides where the secret would be sent.</param>
internal sealed record SecretBinding(string Endpoint, string What, string Parameter, IReadOnlyList<string> Parts)
{
    /// <summary>The binding of an endpoint's client secret.</summary>
    public static SecretBinding ClientSecret(string endpoint, string tenantId, string clientId, Cloud cloud)
        => new(endpoint, "client secret", "-ClientSecret", ["client-secret", endpoint.ToUpperInvariant(), tenantId, clientId, cloud.Authority.AbsoluteUri, cloud.TlsThumbprint ?? ""]);

    /// <summary>The binding of the password of an endpoint's PFX file.</summary>
    public static SecretBinding CertificatePassword(string endpoint, string path)
        => new(endpoint, "certificate password", "-CertificatePassword", ["certificate-password", endpoint.ToUpperInvariant(), path]);

    /// <summary>The binding of a store's key for hashes of subjects.</summary>
    public static SecretBinding SubjectKey { get; } = new("(all)", "key for subjects", string.Empty, ["subject-key"]);

    /// <summary>The parts, each with its length, so that no two lists give the same bytes.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        foreach (var part in Parts)
        {
            writer.Write(part);
        }

        writer.Flush();
        return bytes.ToArray();
    }
}

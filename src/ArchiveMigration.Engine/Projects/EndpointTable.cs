using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger.Store;
using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Projects;

/// <summary>Endpoints in the store. Each method works inside the session's transaction.</summary>
internal sealed class EndpointTable(SecretProtector protector)
{
    private const string Columns = "name, tenant_id, client_id, cloud, sign_in, certificate, secret, region, verified_utc, credential_expires_utc";

    public List<MigrationEndpoint> All(StoreSession session) => session.Query($"SELECT {Columns} FROM endpoint ORDER BY name_key", Read);

    public MigrationEndpoint Get(StoreSession session, string name)
        => session.Query($"SELECT {Columns} FROM endpoint WHERE name_key = $key", Read, ("$key", ObjectName.Key(name))).FirstOrDefault() ?? throw NotFound(session, name);

    /// <summary>The store's number of an endpoint.</summary>
    public static long IdOf(StoreSession session, string name)
        => session.Scalar("SELECT endpoint_id FROM endpoint WHERE name_key = $key", ("$key", ObjectName.Key(name))) is long id ? id : throw NotFound(session, name);

    public void Add(StoreSession session, MigrationEndpoint endpoint)
    {
        if (session.Scalar("SELECT name FROM endpoint WHERE name_key = $key", ("$key", ObjectName.Key(endpoint.Name))) is string existing)
        {
            throw CatalogError.Exists(ErrorIds.EndpointExists, "endpoint", existing, "Choose another name, or change that endpoint: Set-MigrationEndpoint.");
        }

        Save(
            session,
            """
            INSERT INTO endpoint (name, name_key, tenant_id, client_id, cloud, sign_in, certificate, secret, region, verified_utc, credential_expires_utc)
            VALUES ($name, $key, $tenant, $client, $cloud, $signIn, $certificate, $secret, $region, $verified, $expires)
            """,
            endpoint);
    }

    public void Update(StoreSession session, MigrationEndpoint endpoint)
    {
        _ = IdOf(session, endpoint.Name);
        Save(
            session,
            """
            UPDATE endpoint SET name = $name, tenant_id = $tenant, client_id = $client, cloud = $cloud, sign_in = $signIn, certificate = $certificate,
                secret = $secret, region = $region, verified_utc = $verified, credential_expires_utc = $expires
            WHERE name_key = $key
            """,
            endpoint);
    }

    public static void Remove(StoreSession session, string name)
    {
        var id = IdOf(session, name);
        var users = session.Query("SELECT name FROM project WHERE source_id = $id OR destination_id = $id ORDER BY name_key", static row => $"'{row.GetString(0)}'", ("$id", id));
        if (users.Count > 0)
        {
            throw new MigrationException(
                ErrorIds.EndpointInUse,
                MigrationErrorKind.InvalidState,
                $"Endpoint '{name}' is used by {(users.Count == 1 ? "project" : "projects")} {string.Join(", ", users)}.")
            {
                Target = name,
                Remedy = "Remove the project, or give it another endpoint, first.",
            };
        }

        session.Execute("DELETE FROM endpoint WHERE endpoint_id = $id", ("$id", id));
    }

    private void Save(StoreSession session, string sql, MigrationEndpoint endpoint)
    {
        var (certificate, secret) = endpoint.SignIn switch
        {
            SignIn.ClientSecret signIn => (null, protector.Protect(signIn.Value, BindingOfClientSecret(endpoint))),
            SignIn.StoreCertificate signIn => (signIn.Thumbprint, null),
            SignIn.FileCertificate signIn => (signIn.Path, signIn.Password is null ? null : protector.Protect(signIn.Password, SecretBinding.CertificatePassword(endpoint.Name, signIn.Path))),
            SignIn.ManagedIdentity signIn => (signIn.IdentityClientId, null),
            SignIn.FederatedToken signIn => (signIn.Path, null),
            _ => ((string?)null, (byte[]?)null),
        };
        session.Execute(
            sql,
            ("$name", endpoint.Name),
            ("$key", ObjectName.Key(endpoint.Name)),
            ("$tenant", endpoint.TenantId),
            ("$client", endpoint.ClientId),
            ("$cloud", CatalogJson.Write(endpoint.Cloud)),
            ("$signIn", endpoint.SignIn.GetType().Name),
            ("$certificate", certificate),
            ("$secret", secret),
            ("$region", endpoint.Region),
            ("$verified", endpoint.VerifiedUtc?.UtcTicks),
            ("$expires", endpoint.CredentialExpiresUtc?.UtcTicks));
    }

    private MigrationEndpoint Read(SqliteDataReader row)
    {
        var endpoint = new MigrationEndpoint
        {
            Name = row.GetString(0),
            TenantId = row.GetString(1),
            ClientId = row.GetString(2),
            Cloud = CatalogJson.ReadCloud(row.GetString(3)),
            SignIn = new SignIn.DeviceCode(),
            Region = row.GetText(7),
            VerifiedUtc = row.GetUtcOrNull(8),
            CredentialExpiresUtc = row.GetUtcOrNull(9),
        };
        var (certificate, secret) = (row.GetText(5), row.GetBytes(6));
        return row.GetString(4) switch
        {
            nameof(SignIn.ClientSecret) => endpoint with { SignIn = new SignIn.ClientSecret(protector.Unprotect(secret ?? [], BindingOfClientSecret(endpoint))) },
            nameof(SignIn.ManagedIdentity) => endpoint with { SignIn = new SignIn.ManagedIdentity(certificate) },
            nameof(SignIn.FederatedToken) => endpoint with { SignIn = new SignIn.FederatedToken(certificate ?? "") },
            nameof(SignIn.StoreCertificate) => endpoint with { SignIn = new SignIn.StoreCertificate(certificate ?? "") },
            nameof(SignIn.FileCertificate) => endpoint with
            {
                SignIn = new SignIn.FileCertificate(
                    certificate ?? "",
                    secret is null ? null : protector.Unprotect(secret, SecretBinding.CertificatePassword(endpoint.Name, certificate ?? ""))),
            },
            _ => endpoint,
        };
    }

    private static SecretBinding BindingOfClientSecret(MigrationEndpoint endpoint)
        => SecretBinding.ClientSecret(endpoint.Name, endpoint.TenantId, endpoint.ClientId, endpoint.Cloud);

    private static MigrationException NotFound(StoreSession session, string name) => CatalogError.NotFound(
        ErrorIds.EndpointNotFound,
        $"There is no endpoint '{name}'.",
        name,
        session.Query("SELECT name FROM endpoint", static row => row.GetString(0)),
        "There are no endpoints yet: New-MigrationEndpoint makes one.");
}

using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Output;

/// <summary>An endpoint as it is shown: the same, but whoever digs in the object finds asterisks where its secret was.</summary>
internal static class EndpointView
{
    private static readonly Secret Masked = new("********");

    /// <summary>The endpoint without its secret.</summary>
    public static MigrationEndpoint Of(MigrationEndpoint endpoint) => endpoint with
    {
        SignIn = endpoint.SignIn switch
        {
            SignIn.ClientSecret => new SignIn.ClientSecret(Masked),
            SignIn.FileCertificate { Password: not null } file => file with { Password = Masked },
            var signIn => signIn,
        },
    };
}

using System.Security;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Binding;

/// <summary>The ways to sign in as parameter sets, and what each gives the engine.</summary>
internal static class SignInChoice
{
    public const string ClientSecret = nameof(ClientSecret);
    public const string CertificateThumbprint = nameof(CertificateThumbprint);
    public const string CertificatePath = nameof(CertificatePath);
    public const string DeviceCode = nameof(DeviceCode);
    public const string ManagedIdentity = nameof(ManagedIdentity);
    public const string FederatedTokenFile = nameof(FederatedTokenFile);

    /// <summary>The word for the machine's own identity.</summary>
    public const string SystemAssigned = "System";

    private const int ThumbprintLength = 40;

    /// <summary>With an application's client secret.</summary>
    public static SignIn OfSecret(SecureString secret) => new SignIn.ClientSecret(SecureText.Read(secret, nameof(ClientSecret)));

    /// <summary>With a certificate of this machine.</summary>
    public static SignIn OfThumbprint(string thumbprint)
    {
        // The certificate console copies blanks and an invisible mark along.
        var digits = string.Concat(thumbprint.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return digits.Length == ThumbprintLength && digits.All(char.IsAsciiHexDigit)
            ? new SignIn.StoreCertificate(digits)
            : throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"'{thumbprint}' is not a certificate's thumbprint.")
            {
                Target = thumbprint,
                Remedy = $"Give the SHA-1 thumbprint that the certificate console shows: {ThumbprintLength} hexadecimal digits.",
            };
    }

    /// <summary>As the machine.</summary>
    /// <param name="identity"><see cref="SystemAssigned"/>, or the client id of a user-assigned identity.</param>
    public static SignIn OfMachine(string identity)
        => identity.Trim().Equals(SystemAssigned, StringComparison.OrdinalIgnoreCase) ? new SignIn.ManagedIdentity(null)
            : Guid.TryParse(identity, out var clientId) ? new SignIn.ManagedIdentity(clientId.ToString())
            : throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"'{identity}' is no managed identity.")
            {
                Target = identity,
                Remedy = $"Give {SystemAssigned} for the machine's own identity, or the client id (a GUID) of a user-assigned one.",
            };

    /// <summary>With a certificate in a PFX or PEM file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="password">Its password, if it has one.</param>
    public static SignIn OfFile(string path, SecureString? password)
        => new SignIn.FileCertificate(path, password is null ? null : SecureText.Read(password, "CertificatePassword"));

    /// <summary>The end of a secret as the administrator knows it: Entra ID shows it beside the secret, and tells it to no application.</summary>
    public static DateTimeOffset? End(DateTime? day) => day is { } end ? new DateTimeOffset(end).ToUniversalTime() : null;
}

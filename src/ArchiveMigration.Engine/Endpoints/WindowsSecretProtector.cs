using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace ArchiveMigration.Engine.Endpoints;

/// <summary>Windows Data Protection for the current user: the key is the account's own and roams with it where the domain does that.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSecretProtector() : SecretProtector(scheme: 1)
{
    protected override byte[] Encrypt(byte[] plain, byte[] binding) => ProtectedData.Protect(plain, binding, DataProtectionScope.CurrentUser);

    protected override byte[] Decrypt(ReadOnlySpan<byte> encrypted, byte[] binding) => ProtectedData.Unprotect(encrypted.ToArray(), binding, DataProtectionScope.CurrentUser);
}

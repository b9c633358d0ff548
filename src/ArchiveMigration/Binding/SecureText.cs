using System.Net;
using System.Security;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Binding;

/// <summary>From PowerShell's SecureString to the engine's <see cref="Secret"/>.</summary>
internal static class SecureText
{
    /// <summary>The secret; an empty one is refused.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="parameter">The parameter it came by, for the message.</param>
    public static Secret Read(SecureString text, string parameter) => text.Length > 0
        ? new Secret(new NetworkCredential(string.Empty, text).Password)
        : throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"-{parameter} is empty.")
        {
            Target = parameter,
            Remedy = $"Give it as a SecureString, for example with: Read-Host '{parameter}' -AsSecureString.",
        };
}

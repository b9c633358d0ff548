namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>Says that a certificate cannot be used.</summary>
internal static class CertificateFailures
{
    public static MigrationException Unusable(string target, string message, string remedy, Exception? cause = null) =>
        new(ErrorIds.CertificateNotUsable, MigrationErrorKind.Authentication, message, cause) { Target = target, Remedy = remedy };
}

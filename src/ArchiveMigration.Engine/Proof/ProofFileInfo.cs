namespace ArchiveMigration.Engine.Proof;

/// <summary>Where a proof was written.</summary>
/// <param name="Path">The file: canonical JSON (RFC 8785).</param>
/// <param name="Sha256">SHA-256 over its bytes, in lower-case hexadecimal digits.</param>
/// <param name="SignaturePath">The detached CMS signature beside it; null when it was not signed.</param>
/// <param name="Signer">The subject of the certificate that signed it; null when it was not signed.</param>
public sealed record ProofFileInfo(string Path, string Sha256, string? SignaturePath, string? Signer);

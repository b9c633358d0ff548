namespace ArchiveMigration.Engine.Proof;

/// <summary>The answer to whether a file is the proof that was signed.</summary>
public sealed record ProofFileTest
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The answer.</summary>
    public required ProofFileResult Result { get; init; }

    /// <summary>The answer in a sentence, with what to do.</summary>
    public required string Message { get; init; }

    /// <summary>SHA-256 over the file's bytes, in lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whether the file can be relied on: Signed, or HashAgrees.</summary>
    public bool IsValid => Result is ProofFileResult.Signed or ProofFileResult.HashAgrees;

    /// <summary>The proof's own number; null when the file is not a proof.</summary>
    public Guid? ProofId { get; init; }

    /// <summary>The project that the file is about.</summary>
    public string? Project { get; init; }

    /// <summary>The verdict that stands in the file.</summary>
    public ProofVerdict? Verdict { get; init; }

    /// <summary>The subject of the certificate that signed.</summary>
    public string? Signer { get; init; }

    /// <summary>The certificate's SHA-1 thumbprint, by which certificate stores name it.</summary>
    public string? SignerThumbprint { get; init; }

    /// <summary>When it was signed by the signer's clock, UTC.</summary>
    public DateTimeOffset? SignedUtc { get; init; }

    /// <summary>From when the certificate is valid, UTC.</summary>
    public DateTimeOffset? CertificateBeginsUtc { get; init; }

    /// <summary>To when the certificate is valid, UTC.</summary>
    public DateTimeOffset? CertificateEndsUtc { get; init; }

    /// <summary>Whether this machine trusts the certificate's issuer; null without a signature. Revocation is not asked for: the file must be testable without a network.</summary>
    public bool? IsSignerTrusted { get; init; }
}

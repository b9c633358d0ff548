namespace ArchiveMigration.Engine.Proof;

/// <summary>What was found about a file that is said to be a signed proof.</summary>
public enum ProofFileResult
{
    /// <summary>The file is, byte for byte, the one that was signed, by a certificate that was valid then.</summary>
    Signed,

    /// <summary>It is a proof; there is no signature beside it.</summary>
    NotSigned,

    /// <summary>It is a proof and not signed, and its hash is the one given.</summary>
    HashAgrees,

    /// <summary>Its hash is not the one given.</summary>
    HashDiffers,

    /// <summary>It was changed since it was signed.</summary>
    Altered,

    /// <summary>The signature beside it was made for another proof.</summary>
    OtherProof,

    /// <summary>The signature is damaged, or was not made with the key of the certificate that it names.</summary>
    SignatureBroken,

    /// <summary>The signature fits, but its certificate was not valid when it was made.</summary>
    CertificateNotValid,

    /// <summary>The file is not a proof.</summary>
    NotAProof,
}

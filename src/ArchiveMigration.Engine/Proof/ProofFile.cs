using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Proof;

/// <summary>Writes proofs as files that can be shown to somebody: the document and, with a certificate, its signature beside it.</summary>
public sealed class ProofFile : IDisposable
{
    /// <summary>What is added to a proof's name for its signature.</summary>
    public const string SignatureExtension = ".p7s";

    private readonly string path;
    private readonly X509Certificate2? certificate;

    private ProofFile(string path, X509Certificate2? certificate)
    {
        this.path = path;
        this.certificate = certificate;
    }

    /// <summary>Sees that a proof can be written and signed, before hours are spent on reading for it.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="signWith">A certificate of this machine or of a PFX file; null = the proof is not signed.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="time">The clock; null = the system's.</param>
    /// <exception cref="MigrationException">ProofFileNotWritable, CertificateNotUsable.</exception>
    public static ProofFile Prepare(string path, SignIn? signWith, bool overwrite, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!overwrite && (File.Exists(path) || File.Exists(path + SignatureExtension)))
        {
            throw new MigrationException(ErrorIds.ProofFileNotWritable, MigrationErrorKind.AlreadyExists, $"There is a file '{path}' already, and a proof is not lightly replaced.")
            {
                Target = path,
                Remedy = "Name another file, or say -Force to replace it.",
            };
        }

        if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw NotWritable(path, $"'{path}' is no place for a file.", null);
        }

        return new ProofFile(path, signWith is null ? null : ProofSignature.LoadCertificate(signWith, time ?? TimeProvider.System));
    }

    /// <summary>Writes the proof and its signature; nothing half written is left behind.</summary>
    /// <exception cref="MigrationException">ProofFileNotWritable.</exception>
    public ProofFileInfo Save(ArchiveProof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var partial = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024))
            {
                CanonicalJson.Write(file, ProofDocument.Of(proof));
                file.Flush(flushToDisk: true);
            }

            var sha256 = HashOf(partial);
            var signature = certificate is null ? null : ProofSignature.Sign(File.ReadAllBytes(partial), certificate, proof.Id, Path.GetFileName(path));

            // An old signature must not stand beside a new proof, not even for a moment.
            File.Delete(path + SignatureExtension);
            File.Move(partial, path, overwrite: true);
            if (signature is not null)
            {
                File.WriteAllBytes(path + SignatureExtension, signature);
            }

            return new ProofFileInfo(path, sha256, signature is null ? null : path + SignatureExtension, certificate?.Subject);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, $"The proof could not be written to '{path}': {failure.Message}", failure);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Lets go of the certificate.</summary>
    public void Dispose() => certificate?.Dispose();

    /// <summary>SHA-256 over a file's bytes, in lower-case hexadecimal digits.</summary>
    internal static string HashOf(string file)
    {
        using var bytes = File.OpenRead(file);
        return Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();
    }

    private static MigrationException NotWritable(string path, string message, Exception? failure) => new(ErrorIds.ProofFileNotWritable, MigrationErrorKind.InvalidInput, message, failure)
    {
        Target = path,
        Remedy = "Name a file in a folder that is there and that this account may write to.",
    };
}

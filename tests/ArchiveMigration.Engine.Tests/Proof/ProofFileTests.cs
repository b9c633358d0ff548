using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;

namespace ArchiveMigration.Engine.Tests.Proof;

/// <summary>A proof as a file: what is written, and what is said of the file afterwards.</summary>
public sealed class ProofFileTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("am-proof-").FullName;

    [Fact]
    public void A_signed_proof_is_said_to_be_the_one_that_was_signed()
    {
        var written = Save(Proof("Merger"), MakeCertificate());

        var test = ProofFileCheck.Run(written.Path);

        Assert.Equal((ProofFileResult.Signed, true), (test.Result, test.IsValid));
        Assert.Equal(("CN=Auditor", "Merger", ProofVerdict.Complete), (test.Signer, test.Project, test.Verdict));
        Assert.Equal((written.Sha256, "CN=Auditor"), (test.Sha256, written.Signer));
        Assert.Equal(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(written.Path))).ToLowerInvariant(), written.Sha256);
        Assert.False(test.IsSignerTrusted);
        Assert.Contains("does not know the certificate's issuer", test.Message, StringComparison.Ordinal);
        Assert.InRange(test.SignedUtc!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Fact]
    public void A_changed_file_is_said_to_be_altered()
    {
        var written = Save(Proof("Merger"), MakeCertificate());
        File.WriteAllText(written.Path, File.ReadAllText(written.Path).Replace("\"unexplained\":0", "\"unexplained\":1", StringComparison.Ordinal));

        var test = ProofFileCheck.Run(written.Path);

        Assert.Equal((ProofFileResult.Altered, false), (test.Result, test.IsValid));
    }

    [Fact]
    public void Another_proof_under_its_signature_is_said_to_be_another()
    {
        var certificate = MakeCertificate();
        var one = Save(Proof("Merger"), certificate);
        var other = Save(Proof("Divestiture"), certificate);

        var test = ProofFileCheck.Run(one.Path, other.SignaturePath);

        Assert.Equal(ProofFileResult.OtherProof, test.Result);
    }

    [Fact]
    public void A_missing_signature_and_a_damaged_one_have_answers_of_their_own()
    {
        var written = Save(Proof("Merger"), MakeCertificate());
        var signature = File.ReadAllBytes(written.SignaturePath!);
        signature[^10] ^= 1;
        File.WriteAllBytes(written.SignaturePath!, signature);
        Assert.Equal(ProofFileResult.SignatureBroken, ProofFileCheck.Run(written.Path).Result);

        File.WriteAllText(written.SignaturePath!, "no signature at all");
        Assert.Equal(ProofFileResult.SignatureBroken, ProofFileCheck.Run(written.Path).Result);

        File.Delete(written.SignaturePath!);
        Assert.Equal(ProofFileResult.NotSigned, ProofFileCheck.Run(written.Path).Result);
        Assert.Equal(ErrorIds.ProofFileNotReadable, Assert.Throws<MigrationException>(() => ProofFileCheck.Run(written.Path, written.SignaturePath)).ErrorId);
    }

    [Fact]
    public void Without_a_signature_the_hash_that_was_told_decides()
    {
        var written = Save(Proof("Merger"), certificate: null);

        Assert.Equal((ProofFileResult.HashAgrees, true), (ProofFileCheck.Run(written.Path, null, written.Sha256.ToUpperInvariant()).Result, ProofFileCheck.Run(written.Path, null, written.Sha256).IsValid));
        Assert.Equal(ProofFileResult.HashDiffers, ProofFileCheck.Run(written.Path, null, new string('0', 64)).Result);
        Assert.Null(written.SignaturePath);
    }

    [Fact]
    public void A_signature_by_a_certificate_that_was_not_valid_then_is_told()
    {
        var proof = Proof("Merger");
        var written = Save(proof, certificate: null);
        using var ended = MakeCertificate(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(-1));
        File.WriteAllBytes(written.Path + ProofFile.SignatureExtension, ProofSignature.Sign(File.ReadAllBytes(written.Path), ended, proof.Id, "proof.json"));

        Assert.Equal(ProofFileResult.CertificateNotValid, ProofFileCheck.Run(written.Path).Result);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"something else\"}")]
    [InlineData("not JSON")]
    public void What_is_no_proof_is_said_to_be_none(string content)
    {
        var path = Path.Combine(directory, "other.json");
        File.WriteAllText(path, content);

        Assert.Equal(ProofFileResult.NotAProof, ProofFileCheck.Run(path).Result);
    }

    [Fact]
    public void Whether_a_proof_can_be_written_and_signed_is_seen_beforehand()
    {
        var written = Save(Proof("Merger"), certificate: null);
        using var ended = MakeCertificate(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(-1));

        Assert.Equal(MigrationErrorKind.AlreadyExists, Refused(() => ProofFile.Prepare(written.Path, null, overwrite: false)).Kind);
        Assert.Equal(ErrorIds.ProofFileNotWritable, Refused(() => ProofFile.Prepare(Path.Combine(directory, "nowhere", "proof.json"), null, overwrite: true)).ErrorId);
        Assert.Equal(ErrorIds.CertificateNotUsable, Refused(() => ProofFile.Prepare(Path.Combine(directory, "new.json"), Pfx(ended), overwrite: false)).ErrorId);
        Assert.Equal(ErrorIds.CertificateNotUsable, Refused(() => ProofFile.Prepare(Path.Combine(directory, "new.json"), new SignIn.StoreCertificate(new string('A', 40)), overwrite: false)).ErrorId);

        static MigrationException Refused(Func<ProofFile> prepare) => Assert.Throws<MigrationException>(() => prepare().Dispose());
    }

    [Fact]
    public void A_proof_that_replaces_a_signed_one_takes_its_signature_away()
    {
        var written = Save(Proof("Merger"), MakeCertificate());
        using var file = ProofFile.Prepare(written.Path, null, overwrite: true);

        file.Save(Proof("Merger"));

        Assert.Equal(ProofFileResult.NotSigned, ProofFileCheck.Run(written.Path).Result);
        Assert.Equal([written.Path], Directory.GetFiles(directory, "*.json*"));
    }

    [Fact]
    public void The_same_proof_gives_the_same_bytes_and_they_say_all_that_it_says()
    {
        var proof = Proof("Merger") with { RetentionTags = RetentionTags.Remove };
        var bytes = File.ReadAllBytes(Save(proof, certificate: null).Path);

        Assert.Equal(bytes, File.ReadAllBytes(Save(proof, certificate: null).Path));
        using var json = JsonDocument.Parse(bytes);
        var user = json.RootElement.GetProperty("users")[0];
        Assert.Equal(2, json.RootElement.GetProperty("counts").GetProperty("verified").GetInt64());
        Assert.Equal("Remove", json.RootElement.GetProperty("retentionTags").GetString());
        Assert.Equal("Inbox", user.GetProperty("folders")[0].GetProperty("path").GetString());
        Assert.Equal("Added", user.GetProperty("findings")[0].GetProperty("kind").GetString());
        Assert.Contains("With 95 % confidence", user.GetProperty("content").GetProperty("statement").GetString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static ArchiveProof Proof(string project) => new()
    {
        Id = Guid.NewGuid(),
        Project = project,
        SourceTenantId = "s",
        DestinationTenantId = "d",
        StartedUtc = DateTimeOffset.UnixEpoch,
        EndedUtc = DateTimeOffset.UnixEpoch,
        Verdict = ProofVerdict.Complete,
        Basis = "Listings.",
        IsWholeProject = true,
        SourceItems = 2,
        Verified = 2,
        UserProofs =
        [
            new UserProof
            {
                SourceAddress = "anna@contoso.example",
                DestinationAddress = "anna@fabrikam.example",
                State = UserProofState.Read,
                Verdict = ProofVerdict.Complete,
                FailedBy = new Dictionary<string, long> { ["b"] = 1, ["a"] = 2 },
                Folders = [new FolderProof { Path = "Inbox", SourceItems = 2, Verified = 2 }],
                Findings = [new ProofFinding { Kind = ProofFindingKind.Added, DestinationFolder = "Inbox" }],
                Content = new ContentProof(1000, 100, 0, 0.1m, 7),
            },
        ],
    };

    private ProofFileInfo Save(ArchiveProof proof, X509Certificate2? certificate)
    {
        using var file = ProofFile.Prepare(Path.Combine(directory, $"{Guid.NewGuid():N}.json"), certificate is null ? null : Pfx(certificate), overwrite: false);
        return file.Save(proof);
    }

    private SignIn.FileCertificate Pfx(X509Certificate2 certificate)
    {
        var path = Path.Combine(directory, $"{Guid.NewGuid():N}.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, "pw"));
        return new SignIn.FileCertificate(path, new Secret("pw"));
    }

    private static X509Certificate2 MakeCertificate(DateTimeOffset? begins = null, DateTimeOffset? ends = null)
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=Auditor", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(begins ?? DateTimeOffset.UtcNow.AddDays(-1), ends ?? DateTimeOffset.UtcNow.AddDays(1));
    }
}

using System.Management.Automation;
using System.Security;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Proves what arrived: reads both sides afresh and says of every source item what became of it. Changes nothing.</summary>
[Cmdlet(VerbsLifecycle.Confirm, "ArchiveMigration")]
[OutputType(typeof(ArchiveProof))]
public sealed class ConfirmArchiveMigrationCommand : ProjectUsersCmdlet
{
    [Parameter]
    public SwitchParameter Deep { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Sample { get; set; }

    [Parameter]
    public long? Seed { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SigningCertificate { get; set; }

    [Parameter]
    public SecureString? CertificatePassword { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        var share = Sample is not null ? SampleShare.Read(Sample) : Deep ? 1 : 0;
        var projects = Gathered.All.ToList();
        if (Path is not null && projects.Count > 1)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"The proofs of {projects.Count} projects do not fit in one file.")
            {
                Target = Path,
                Remedy = "Ask for one project at a time when -Path is given.",
            };
        }

        if (Path is null && SigningCertificate is not null)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, "A certificate signs a file, and none was asked for.")
            {
                Target = SigningCertificate,
                Remedy = "Name the file with -Path.",
            };
        }

        using var file = Path is null ? null : ProofFile.Prepare(FullPath(Path), SignWith(), Force);
        foreach (var (project, addresses) in projects)
        {
            Prove(project, addresses, share, file);
        }
    }

    private void Prove(string project, IReadOnlyList<string> addresses, decimal share, ProofFile? file)
    {
        ArchiveProof? proof = null;
        var progress = new RunProgress(this, Post, project, addresses.Count > 0 ? addresses.Count : Engine.Catalog.GetUsers(project).Count);
        try
        {
            var request = new ProofRequest { Users = addresses, ContentShare = share, Seed = Seed, ShowSignInMessage = ShowSignInMessage };
            Run(async cancellationToken => proof = await Engine.ProveAsync(project, request, progress, cancellationToken).ConfigureAwait(false), progress.Draw);
        }
        finally
        {
            progress.Complete();
        }

        if (proof is null)
        {
            return;
        }

        if (file is not null)
        {
            proof = Engine.SaveProof(proof, file);
        }

        WriteObject(proof);
        WriteMilestone($"{project}: {proof.Verdict}.");
        if (proof.File is { } written)
        {
            // On the screen too, the way Write-Host does: it is what one mails or writes down.
            WriteInformation(new HostInformationMessage { Message = $"SHA-256 of the proof: {written.Sha256}" }, ["PSHOST", "ArchiveMigration"]);
        }
    }

    private SignIn? SignWith() => SigningCertificate switch
    {
        null => null,
        _ when File.Exists(FullPath(SigningCertificate)) => SignInChoice.OfFile(FullPath(SigningCertificate), CertificatePassword),
        _ when SigningCertificate.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) => SignInChoice.OfFile(FullPath(SigningCertificate), CertificatePassword),
        _ => SignInChoice.OfThumbprint(SigningCertificate),
    };
}

using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Engine.Proof;

namespace ArchiveMigration.Commands;

/// <summary>Says whether a file is the proof that was signed. Needs no store and no network: whoever is shown a proof can ask.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ArchiveMigrationProof")]
[OutputType(typeof(ProofFileTest), typeof(bool))]
public sealed class TestArchiveMigrationProofCommand : MigrationCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SignaturePath { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Sha256 { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEach(Path, path =>
    {
        var test = ProofFileCheck.Run(FullPath(path), SignaturePath is null ? null : FullPath(SignaturePath), Sha256);
        WriteObject(Quiet ? test.IsValid : test);
    });
}

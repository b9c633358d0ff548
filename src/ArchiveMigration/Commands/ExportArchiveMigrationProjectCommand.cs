using System.Management.Automation;
using System.Text;
using ArchiveMigration.Base;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Writes a project to a file: options, users and recipients, without secrets and without what was migrated.</summary>
[Cmdlet(VerbsData.Export, "ArchiveMigrationProject", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportArchiveMigrationProjectCommand : MigrationStoreCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Leaves users and recipients out: a pattern for other projects.</summary>
    [Parameter]
    public SwitchParameter SkipUsers { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var path = FullPath(Path);
        var text = ProjectFile.Of(Engine.Catalog, Name, withUsers: !SkipUsers).Write();
        if (!ShouldProcess(path, $"Write the project {Name}"))
        {
            return;
        }

        try
        {
            using var file = new FileStream(path, Force ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
            file.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(ErrorIds.ProjectFileNotWritable, MigrationErrorKind.InvalidInput, File.Exists(path) && !Force ? $"'{path}' is there already." : $"'{path}' cannot be written: {fault.Message}", fault)
            {
                Target = path,
                Remedy = File.Exists(path) && !Force ? "Name another file, or replace it with -Force." : "Name a file in a folder that is there and that you may write to.",
            };
        }

        WriteObject(new FileInfo(path));
    }
}

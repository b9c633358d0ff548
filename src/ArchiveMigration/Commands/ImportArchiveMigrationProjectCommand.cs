using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Makes a project of a file that Export-ArchiveMigrationProject wrote, whole or not at all.</summary>
[Cmdlet(VerbsData.Import, "ArchiveMigrationProject", SupportsShouldProcess = true)]
[OutputType(typeof(MigrationProject))]
public sealed class ImportArchiveMigrationProjectCommand : MigrationStoreCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Another name for the project.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Source { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    [Parameter]
    public SwitchParameter SkipUsers { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEach(Path, given =>
    {
        var path = FullPath(given);
        var file = ProjectFile.Read(TextOf(path), path);
        if (ShouldProcess(Name ?? file.Name, $"Make a project of '{path}' with {(SkipUsers ? 0 : file.Users.Count):N0} users"))
        {
            WriteObject(file.AddTo(Engine.Catalog, Name, Source, Destination, withUsers: !SkipUsers));
        }
    });

    private static string TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(ErrorIds.ProjectFileNotReadable, MigrationErrorKind.NotFound, $"'{path}' cannot be read: {fault.Message}", fault)
            {
                Target = path,
                Remedy = "Name a file that Export-ArchiveMigrationProject wrote.",
            };
        }
    }
}

using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports.Export;

namespace ArchiveMigration.Commands;

/// <summary>Writes what became of a project to a file: a page for people, rows for spreadsheets, or JSON. Like the other commands that export it replaces a file that is there.</summary>
[Cmdlet(VerbsData.Export, "ArchiveMigrationReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportArchiveMigrationReportCommand : MigrationStoreCmdlet
{
    private readonly HashSet<string> written = new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    /// <summary>The file; a folder that is there gets a file named after the project.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    [Parameter]
    public ReportFormat? Format { get; set; }

    [Parameter]
    public ReportLayout? Layout { get; set; }

    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEach(Selection.Projects(Engine.Catalog, Project), Export);

    private void Export(MigrationProject project)
    {
        var request = new ReportRequest { Path = FileOf(project), Format = Format, Layout = Layout, Overwrite = !NoClobber, Force = Force };
        request.Resolve();
        if (!written.Add(request.Path))
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"The report of {project.Name} would replace one that was just written to '{request.Path}'.")
            {
                Target = project.Name,
                Remedy = "Name a folder, or a file for each project: -Path { \"$($_.Name).html\" }.",
            };
        }

        if (ShouldProcess(request.Path, $"Write the report of {project.Name}"))
        {
            Run(cancellationToken => Engine.ExportReportAsync(project.Name, request, cancellationToken));

            // As Get-Item gives it, so that it can be piped on: to Invoke-Item, Get-Content, Copy-Item.
            WriteObject(InvokeProvider.Item.Get([request.Path], force: true, literalPath: true), enumerateCollection: true);
        }
    }

    private string FileOf(MigrationProject project)
    {
        var path = FullPath(Path);
        if (!Directory.Exists(path))
        {
            return path;
        }

        var extension = Layout is not null ? ReportFormat.Csv : Format ?? ReportFormat.Html;
        var name = string.Concat(project.Name.Select(character => System.IO.Path.GetInvalidFileNameChars().Contains(character) || "<>:\"/\\|?*".Contains(character, StringComparison.Ordinal) ? '_' : character));
        return System.IO.Path.Combine(path, $"{name}.{extension.ToString().ToLowerInvariant()}");
    }
}

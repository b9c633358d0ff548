using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Shows what mapping rules do to addresses, without migrating anything: those given, or those of the project's users.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ArchiveMigrationRecipientMapping", DefaultParameterSetName = ProjectsRules)]
[OutputType(typeof(MappedRecipient))]
public sealed class TestArchiveMigrationRecipientMappingCommand : MigrationStoreCmdlet
{
    private const string ProjectsRules = nameof(ProjectsRules);
    private const string GivenRules = nameof(GivenRules);

    private readonly Dictionary<string, RecipientPreview> previews = new(StringComparer.OrdinalIgnoreCase);
    private readonly IncompleteRows withoutAddress = new("no address", UserColumns.Source, "Pipe addresses, users of a project, or what Get-Mailbox gives.");
    private int row;
    private int tested;
    private int differing;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ProjectsRules, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = GivenRules, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>Rules to try, in place of the project's where one is named too.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GivenRules)]
    [RecipientMappingTransformation]
    [AllowEmptyCollection]
    public string[] RecipientMapping { get; set; } = [];

    /// <summary>SMTP addresses, legacyExchangeDNs, or objects that have an address.</summary>
    [Parameter(Position = 1, ParameterSetName = ProjectsRules, ValueFromPipeline = true)]
    [Parameter(Position = 0, ParameterSetName = GivenRules, ValueFromPipeline = true)]
    public MailboxReference[]? Address { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var preview = Preview();
        if (Address is null)
        {
            WriteObject(preview.Users().Select(Count), enumerateCollection: true);
            return;
        }

        foreach (var mailbox in Address)
        {
            row++;
            if (mailbox.SourceAddress is { } address)
            {
                WriteObject(Count(preview.Of(address)));
            }
            else
            {
                withoutAddress.Note(row, mailbox.Columns, null);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        if (differing > 0)
        {
            WriteWarning(
                $"{differing:N0} of {tested:N0} {(tested == 1 ? "address does" : "addresses do")} not become the address that the user moves to: replies to archived mail arrive only if the new mailbox has that address too. See the rows' Message.");
        }

        ForEach(withoutAddress.Failures(), failure => throw failure);
    }

    private RecipientPreview Preview()
    {
        if (previews.TryGetValue(Project ?? string.Empty, out var known))
        {
            return known;
        }

        if (Project is null && Address is null)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, "There is nothing to try the rules on.")
            {
                Target = nameof(Address),
                Remedy = "Give addresses, or -Project for the addresses of its users.",
            };
        }

        var rules = ParameterSetName == GivenRules ? RecipientMapping : null;
        var preview = Project is null ? new RecipientPreview(RecipientMapping) : new RecipientPreview(Engine.Catalog, Project, rules);
        if (preview.RuleCount == 0)
        {
            WriteWarning(
                $"{(Project is null ? "No rules are given" : $"Project {Project} has no mapping rules")}: addresses stay as they are. Rules are set like this: Set-ArchiveMigrationProject {Project ?? "Merger"} -RecipientMapping '@old.example->@new.example'");
        }

        return previews[Project ?? string.Empty] = preview;
    }

    private MappedRecipient Count(MappedRecipient mapped)
    {
        tested++;
        differing += mapped.MatchesDestination is false ? 1 : 0;
        return mapped;
    }
}

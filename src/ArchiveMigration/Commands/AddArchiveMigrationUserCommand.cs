using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Adds users to a project: one by one, from a CSV file, or from Get-Mailbox and its kin.</summary>
[Cmdlet(VerbsCommon.Add, "ArchiveMigrationUser", SupportsShouldProcess = true, DefaultParameterSetName = OneByOne)]
[OutputType(typeof(MigrationUser))]
public class AddArchiveMigrationUserCommand : MigrationStoreCmdlet
{
    private const string OneByOne = nameof(Mailbox);
    private const string File = nameof(Path);

    /// <summary>A transaction of this size costs little, and what was added stays when the pipeline breaks later.</summary>
    private const int BatchSize = 1000;

    private readonly List<MigrationUser> batch = [];
    private readonly IncompleteRows withoutSource = new(
        "no source address", UserColumns.Source, "Rename the column with the address in the source tenant to 'Source Email' or 'EmailAddress'.");

    private readonly IncompleteRows withoutDestination = new(
        "no destination address",
        UserColumns.Destination,
        "Give -DestinationDomain to keep what stands before the @, a column 'Destination Email', or the project a mapping rule: Set-ArchiveMigrationProject -RecipientMapping.");

    private UserIntake? intake;
    private AdditionSummary? summary;
    private UserOptions options = UserOptions.None;
    private ProjectOptions projectOptions = new();
    private int row;

    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = OneByOne)]
    [Alias("User", "SourceAddress", "EmailAddress")]
    public MailboxReference[] Mailbox { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = File)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    [Parameter(ParameterSetName = OneByOne)]
    [ValidateNotNullOrEmpty]
    public string? DestinationAddress { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DestinationDomain { get; set; }

    [Parameter]
    public DestinationMailbox? DestinationMailbox { get; set; }

    [Parameter]
    [AllowEmptyString]
    public string? TargetRootFolder { get; set; }

    /// <summary>Of these users only what was received then or later.</summary>
    [Parameter]
    public DateTimeOffset? ReceivedAfter { get; set; }

    /// <summary>Of these users only what was received earlier.</summary>
    [Parameter]
    public DateTimeOffset? ReceivedBefore { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        base.Prepare();

        // A misspelt project is said before a tenant's mailboxes are read.
        var project = Engine.Catalog.GetProject(Project);
        Project = project.Name;
        intake = new UserIntake(project, DestinationDomain);
        summary = new AdditionSummary(project.Name);
        options = new UserOptions { DestinationMailbox = DestinationMailbox, TargetRootFolder = TargetRootFolder, ReceivedAfter = ReceivedAfter?.ToUniversalTime(), ReceivedBefore = ReceivedBefore?.ToUniversalTime() };
        options.Check(project.Options);
        projectOptions = project.Options;
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == File)
        {
            AddFile(FullPath(Path!));
            return;
        }

        ForEach(Mailbox, mailbox =>
        {
            row++;
            if (Describe(mailbox) is { } user)
            {
                Add(user);
            }
        });
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        AddBatch();
        if (summary!.HasAny)
        {
            var text = summary.Text(Engine.Catalog.GetUsersOfSharedDestinations(Project));
            WriteMilestone(text);
            WriteVerbose(text);
            if (summary.IsNotable)
            {
                WriteWarning(text);
            }
        }

        ForEach(withoutSource.Failures().Concat(withoutDestination.Failures()), failure => throw failure);
    }

    private void AddFile(string path)
    {
        var file = UserFile.Read(path);
        if (!file.HasDestinations && !intake!.FindsDestinations && file.Rows.Count > 0)
        {
            throw new MigrationException(ErrorIds.UserAddressMissing, MigrationErrorKind.InvalidInput, $"{file.Name} has no column for the destination address: its columns are {file.ColumnText}; expected is one of {string.Join(", ", UserColumns.Destination)}.")
            {
                Target = path,
                Remedy = withoutDestination.Remedy,
            };
        }

        List<RejectedUserRow> leftOut = [];
        foreach (var one in file.Rows)
        {
            try
            {
                if (one.Fault is not null)
                {
                    leftOut.Add(new RejectedUserRow(one.Line, one.SourceAddress, one.Fault));
                    continue;
                }

                Add(intake!.Describe(one.SourceAddress, one.DestinationAddress, one.DisplayName, Own(one.Options)));
            }
            catch (MigrationException refused) when (refused.Kind == MigrationErrorKind.InvalidInput)
            {
                leftOut.Add(new RejectedUserRow(one.Line, one.SourceAddress, refused.Message));
            }
        }

        AddBatch();
        if (leftOut.Count > 0)
        {
            var rows = new LeftOutRows(file.Name, ("row", "line"), file.Rows.Count, leftOut);
            WriteWarning(rows.Table());
            WriteError(ErrorRecords.Of(rows.Failure(ErrorIds.UserRowsLeftOut, "Mend these lines and add the file again: users who are there already stay as they are."), leftOut));
        }
    }

    private MigrationUser? Describe(MailboxReference mailbox)
    {
        if (mailbox.SourceAddress is not { } source)
        {
            withoutSource.Note(row, mailbox.Columns, null);
            return null;
        }

        if (DestinationAddress is not null && row > 1)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"-DestinationAddress names one mailbox and cannot be the destination of {source} too.")
            {
                Target = source,
                Remedy = "For several users give -DestinationDomain, or a column 'Destination Email'.",
            };
        }

        // Addresses are checked here, one by one: the store takes a batch whole or not at all.
        var user = intake!.Describe(source, DestinationAddress ?? mailbox.DestinationAddress, mailbox.DisplayName, Own(mailbox.Options));
        if (user.Status == MigrationStatus.Unmatched && !intake.FindsDestinations && !mailbox.HasDestinationColumn)
        {
            withoutDestination.Note(row, mailbox.Columns, source);
            return null;
        }

        return user;
    }

    /// <summary>What a row says goes before what the command says.</summary>
    private UserOptions Own(UserOptions said)
    {
        var own = said.Or(options);
        own.Check(projectOptions);
        return own;
    }

    private void Add(MigrationUser user)
    {
        if (ShouldProcess(user.Status == MigrationStatus.Unmatched ? user.SourceAddress : $"{user.SourceAddress} -> {user.DestinationAddress}", $"Add to project {Project}"))
        {
            batch.Add(user);
        }

        if (batch.Count == BatchSize)
        {
            AddBatch();
        }
    }

    private void AddBatch()
    {
        if (batch.Count == 0)
        {
            return;
        }

        var results = Engine.Catalog.AddUsers(Project, batch);
        for (var number = 0; number < results.Count; number++)
        {
            var (user, isNew) = results[number];
            summary!.Count(batch[number], user, isNew);
            if (!isNew)
            {
                WriteVerbose($"{user.SourceAddress} is in {Project} already, with the destination '{user.DestinationAddress}'.");
            }

            if (PassThru)
            {
                WriteObject(user);
            }
        }

        batch.Clear();
    }
}

using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Adds users to a project: one by one, from a CSV file, or from Get-Mailbox and its kin.</summary>
[Cmdlet(VerbsCommon.Add, "ArchiveMigrationUser", SupportsShouldProcess = true)]
[OutputType(typeof(MigrationUser))]
public class AddArchiveMigrationUserCommand : MigrationStoreCmdlet
{
    /// <summary>A transaction of this size costs little, and what was added stays when the pipeline breaks later.</summary>
    private const int BatchSize = 1000;

    private readonly List<MigrationUser> batch = [];
    private readonly IncompleteRows withoutSource = new(
        "no source address", MailboxReference.SourceColumns, "Rename the column with the address in the source tenant to 'Source Email' or 'EmailAddress'.");

    private readonly IncompleteRows withoutDestination = new(
        "no destination address", MailboxReference.DestinationColumns, "Give -DestinationDomain to keep what stands before the @, or a column 'Destination Email'.");

    private int row;
    private int added;
    private int present;

    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("User", "SourceAddress", "EmailAddress")]
    public MailboxReference[] Mailbox { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DestinationAddress { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DestinationDomain { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        base.Prepare();

        // A misspelt project is said before a tenant's mailboxes are read.
        Project = Engine.Catalog.GetProject(Project).Name;
    }

    /// <inheritdoc/>
    protected override void Process() => ForEach(Mailbox, mailbox =>
    {
        row++;
        if (Describe(mailbox) is not { } user || !ShouldProcess($"{user.SourceAddress} -> {user.DestinationAddress}", $"Add to project {Project}"))
        {
            return;
        }

        batch.Add(user);
        if (batch.Count == BatchSize)
        {
            AddBatch();
        }
    });

    /// <inheritdoc/>
    protected override void Finish()
    {
        AddBatch();
        if (added + present > 0)
        {
            var summary = $"Added {added:N0} {(added == 1 ? "user" : "users")} to {Project}.";
            WriteMilestone(summary);
            WriteVerbose(summary);
            if (present > 0)
            {
                WriteWarning($"{summary} {present:N0} {(present == 1 ? "was" : "were")} there already and stayed as {(present == 1 ? "it is" : "they are")}.");
            }
        }

        ForEach(withoutSource.Failures().Concat(withoutDestination.Failures()), failure => throw failure);
    }

    private MigrationUser? Describe(MailboxReference mailbox)
    {
        if (mailbox.SourceAddress is not { } source)
        {
            withoutSource.Note(row, mailbox.Columns, null);
            return null;
        }

        // Checked here, one by one: the store takes a batch whole or not at all.
        MailboxAddress.Check(source, "source");
        var destination = Destination(source, mailbox);
        if (destination is null)
        {
            withoutDestination.Note(row, mailbox.Columns, source);
            return null;
        }

        MailboxAddress.Check(destination, "destination");
        return new MigrationUser { Project = Project, SourceAddress = source, DestinationAddress = destination, DisplayName = mailbox.DisplayName };
    }

    private string? Destination(string source, MailboxReference mailbox)
    {
        if (DestinationAddress is null)
        {
            return mailbox.DestinationAddress ?? (DestinationDomain is null ? null : Addresses.InDomain(source, DestinationDomain, "destination"));
        }

        return row == 1
            ? DestinationAddress
            : throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"-DestinationAddress names one mailbox and cannot be the destination of {source} too.")
            {
                Target = source,
                Remedy = "For several users give -DestinationDomain, or a column 'Destination Email'.",
            };
    }

    private void AddBatch()
    {
        if (batch.Count == 0)
        {
            return;
        }

        var users = Engine.Catalog.AddUsers(Project, batch);
        batch.Clear();
        foreach (var (user, isNew) in users)
        {
            if (isNew)
            {
                added++;
            }
            else
            {
                present++;
                WriteVerbose($"{user.SourceAddress} is in {Project} already.");
            }

            if (PassThru)
            {
                WriteObject(user);
            }
        }
    }
}

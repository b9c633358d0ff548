using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Tells a project who is meant by the internal names (legacyExchangeDN) of its source tenant, from what Get-Mailbox and its kin give.</summary>
[Cmdlet(VerbsCommon.Add, "ArchiveMigrationRecipient", SupportsShouldProcess = true)]
[OutputType(typeof(MigrationRecipient))]
public sealed class AddArchiveMigrationRecipientCommand : MigrationStoreCmdlet
{
    /// <summary>More failures than these are a table.</summary>
    private const int MostSaidOneByOne = 3;

    private readonly List<MigrationRecipient> gathered = [];
    private readonly List<int> rowsGathered = [];
    private readonly List<(int Row, string? Address, MigrationException Failure)> refused = [];
    private readonly IncompleteRows withoutName = new(
        "no legacyExchangeDN", RecipientReference.LegacyNameColumns, "With Get-EXOMailbox ask for it: -Properties LegacyExchangeDN,EmailAddresses. Get-Mailbox and Get-Recipient give it always.");

    private readonly IncompleteRows withoutAddress = new(
        "no SMTP address", RecipientReference.SmtpAddressColumns, "Rename the column with the address in the source tenant to 'PrimarySmtpAddress'.");

    private int row;
    private int recipients;

    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    public RecipientReference[] Recipient { get; set; } = [];

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
    protected override void Process()
    {
        foreach (var recipient in Recipient)
        {
            row++;
            if (recipient.LegacyNames.Count == 0)
            {
                withoutName.Note(row, recipient.Columns, recipient.ToString());
            }
            else if (recipient.Address is not { } address)
            {
                withoutAddress.Note(row, recipient.Columns, recipient.LegacyNames[0]);
            }
            else
            {
                recipients++;
                foreach (var name in recipient.LegacyNames)
                {
                    Gather(new MigrationRecipient { Project = Project, LegacyExchangeDN = name, PrimarySmtpAddress = address });
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        if (gathered.Count > 0 && ShouldProcess($"{gathered.Count:N0} {Names(gathered.Count)} of {recipients:N0} {(recipients == 1 ? "recipient" : "recipients")}", $"Add to project {Project}"))
        {
            Add();
        }

        Say();
        ForEach(withoutName.Failures().Concat(withoutAddress.Failures()), failure => throw failure);
    }

    private void Gather(MigrationRecipient recipient)
    {
        try
        {
            gathered.Add(RecipientRules.Check(recipient));
            rowsGathered.Add(row);
        }
        catch (MigrationException failure)
        {
            refused.Add((row, recipient.PrimarySmtpAddress, failure));
        }
    }

    /// <summary>A few failures as they are; many as one, with a table.</summary>
    private void Say()
    {
        if (refused.Count <= MostSaidOneByOne)
        {
            ForEach(refused, one => throw one.Failure);
            return;
        }

        List<RejectedUserRow> rejected = [.. refused.Select(one => new RejectedUserRow(one.Row, one.Address, one.Failure.Message))];
        var rows = new LeftOutRows("what was given", ("input", "input"), row, rejected);
        WriteWarning(rows.Table());
        WriteError(ErrorRecords.Of(rows.Failure(refused[0].Failure.ErrorId, "Look at each in the table, and add them again: those that are there already stay as they are."), rejected));
    }

    private static string Names(int count) => count == 1 ? "name" : "names";

    private void Add()
    {
        var results = Engine.Catalog.AddRecipients(Project, gathered);
        var (added, conflicts) = (results.Count(result => result.Added), 0);
        for (var number = 0; number < results.Count; number++)
        {
            if (results[number].Refusal is { } failure)
            {
                conflicts++;
                refused.Add((rowsGathered[number], gathered[number].PrimarySmtpAddress, failure));
            }
            else if (PassThru)
            {
                WriteObject(results[number].Recipient);
            }
        }

        var summary = $"Added {added:N0} {Names(added)} to the recipients of {Project}; {results.Count - added - conflicts:N0} were there already, {conflicts:N0} refused.";
        WriteMilestone(summary);
        WriteVerbose(summary);
    }
}

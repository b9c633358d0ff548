using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Tells a project who is meant by the internal names (legacyExchangeDN) of its source tenant, from what Get-Mailbox and its kin give.</summary>
[Cmdlet(VerbsCommon.Add, "ArchiveMigrationRecipient", SupportsShouldProcess = true)]
[OutputType(typeof(MigrationRecipient))]
public sealed class AddArchiveMigrationRecipientCommand : MigrationStoreCmdlet
{
    private readonly List<MigrationRecipient> gathered = [];
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
                ForEach(recipient.LegacyNames, name => gathered.Add(RecipientRules.Check(new MigrationRecipient { Project = Project, LegacyExchangeDN = name, PrimarySmtpAddress = address })));
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

        ForEach(withoutName.Failures().Concat(withoutAddress.Failures()), failure => throw failure);
    }

    private static string Names(int count) => count == 1 ? "name" : "names";

    private void Add()
    {
        var results = Engine.Catalog.AddRecipients(Project, gathered);
        var (added, refused) = (results.Count(result => result.Added), results.Count(result => result.Refusal is not null));
        ForEach(results, result =>
        {
            if (result.Refusal is not null)
            {
                throw result.Refusal;
            }

            if (PassThru)
            {
                WriteObject(result.Recipient);
            }
        });
        var summary = $"Added {added:N0} {Names(added)} to the recipients of {Project}; {results.Count - added - refused:N0} were there already, {refused:N0} refused.";
        WriteMilestone(summary);
        WriteVerbose(summary);
    }
}

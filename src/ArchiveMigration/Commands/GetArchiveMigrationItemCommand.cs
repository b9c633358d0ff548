using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Shows what became of single items: those that failed, or any other disposition.</summary>
[Cmdlet(VerbsCommon.Get, "ArchiveMigrationItem")]
[OutputType(typeof(LedgerItem))]
public sealed class GetArchiveMigrationItemCommand : MigrationStoreCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("SourceAddress", "PrimarySmtpAddress", "EmailAddress", "UserPrincipalName", "Identity")]
    [ArgumentCompleter(typeof(UserCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? User { get; set; }

    [Parameter]
    public Disposition[] Disposition { get; set; } = [ArchiveMigration.Engine.Ledger.Disposition.Failed];

    /// <inheritdoc/>
    protected override void Process()
        => ForEach(Selection.Users(Engine.Catalog, Project, User), user => ForEach(Disposition, disposition => WriteItems(user, disposition)));

    private void WriteItems(MigrationUser user, Disposition disposition) => Run(async cancellationToken =>
    {
        await foreach (var item in Engine.GetItemsAsync(user, disposition, cancellationToken).ConfigureAwait(false))
        {
            Post(() => WriteObject(OfUser(item, user)));
        }
    });

    /// <summary>The ledger's item does not say whose it is; in a list over many users that is the first question.</summary>
    private static PSObject OfUser(LedgerItem item, MigrationUser user)
    {
        var shown = PSObject.AsPSObject(item);
        shown.Properties.Add(new PSNoteProperty("User", user.SourceAddress));
        return shown;
    }
}

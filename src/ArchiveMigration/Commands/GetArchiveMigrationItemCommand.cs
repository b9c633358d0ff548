using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Shows what became of single items: those that failed, any other disposition, or those whose addresses could not be mapped.</summary>
[Cmdlet(VerbsCommon.Get, "ArchiveMigrationItem", DefaultParameterSetName = ByDisposition)]
[OutputType(typeof(LedgerItem))]
public sealed class GetArchiveMigrationItemCommand : ProjectUsersCmdlet
{
    private const string ByDisposition = nameof(ByDisposition);
    private const string ByMapping = nameof(ByMapping);

    [Parameter(ParameterSetName = ByDisposition)]
    public Disposition[] Disposition { get; set; } = [ArchiveMigration.Engine.Ledger.Disposition.Failed];

    /// <summary>Imported items whose addresses stayed as they were because the item could not be understood; their Mapping says why.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMapping)]
    public SwitchParameter NotMapped { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEach(Selection.Users(Engine.Catalog, Project, User), user =>
    {
        if (NotMapped)
        {
            WriteItems(user, cancellationToken => Engine.GetNotMappedItemsAsync(user, cancellationToken));
        }
        else
        {
            ForEach(Disposition, disposition => WriteItems(user, cancellationToken => Engine.GetItemsAsync(user, disposition, cancellationToken)));
        }
    });

    private void WriteItems(MigrationUser user, Func<CancellationToken, IAsyncEnumerable<LedgerItem>> read) => Run(async cancellationToken =>
    {
        await foreach (var item in read(cancellationToken).ConfigureAwait(false))
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

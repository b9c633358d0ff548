using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Reports.Export;

/// <summary>A failed item as reports list it for programs: plain values, and the subject as far as the project's privacy allows.</summary>
internal sealed record FailedItemRow
{
    public FailedItemRow(MigrationUser user, LedgerItem item, bool withRemedy)
    {
        Project = user.Project;
        SourceAddress = user.SourceAddress;
        DestinationAddress = user.DestinationAddress;
        Folder = item.FolderPath;
        ItemClass = item.Source.ItemClass;
        Subject = item.Subject;
        Category = ItemCategories.Of(item.Source.ItemClass);
        Size = item.Source.Size;
        LastModifiedUtc = item.Source.LastModifiedUtc;
        FailedUtc = item.DecidedUtc;
        ErrorId = item.ErrorId ?? ErrorIds.ItemMigrationFailed;
        ErrorMessage = item.ErrorMessage;
        Remedy = withRemedy ? ItemRemedies.Of(ErrorId) : null;
        ServiceCode = item.ServiceCode;
        RequestId = item.RequestId;
        SourceItemId = item.Source.Id;
    }

    public string Project { get; }

    public string SourceAddress { get; }

    public string DestinationAddress { get; }

    public string Folder { get; }

    public string ItemClass { get; }

    public ItemCategory Category { get; }

    public string? Subject { get; }

    public long Size { get; }

    public DateTimeOffset? LastModifiedUtc { get; }

    public DateTimeOffset? FailedUtc { get; }

    public string ErrorId { get; }

    public string? ErrorMessage { get; }

    public string? Remedy { get; }

    public string? ServiceCode { get; }

    public string? RequestId { get; }

    public string SourceItemId { get; }
}

namespace ArchiveMigration.Engine.Exchange.Listing;

/// <summary>A folder as Graph sends it (mailboxFolder).</summary>
internal sealed class GraphFolder
{
    public string? Id { get; set; }

    public string? DisplayName { get; set; }

    public string? ParentFolderId { get; set; }

    public string? Type { get; set; }

    public string? WellKnownName { get; set; }

    public int? TotalItemCount { get; set; }

    public int? ChildFolderCount { get; set; }

    public List<ExtendedProperty>? SingleValueExtendedProperties { get; set; }

    /// <summary>Search folders hold no items of their own (PidTagFolderType, [MS-OXPROPS]: 2 = search folder).</summary>
    public bool IsSearchFolder =>
        ExtendedProperty.Find(SingleValueExtendedProperties, ExtendedProperty.FolderType) == "2"
        || string.Equals(WellKnownName, "searchfolders", StringComparison.OrdinalIgnoreCase);
}

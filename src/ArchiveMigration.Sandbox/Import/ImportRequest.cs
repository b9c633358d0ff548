namespace ArchiveMigration.Sandbox.Import;

/// <summary>The members of an import body but its data.</summary>
internal sealed class ImportRequest
{
    public string? FolderId { get; set; }

    public string? Mode { get; set; }

    public string? ItemId { get; set; }

    public string? ChangeKey { get; set; }

    public bool HasData { get; set; }
}

namespace ArchiveMigration.Engine.Exchange.Import;

/// <summary>The answer of createImportSession (mailboxItemImportSession).</summary>
internal sealed class GraphImportSession
{
    public string? ImportUrl { get; set; }

    public DateTimeOffset? ExpirationDateTime { get; set; }
}

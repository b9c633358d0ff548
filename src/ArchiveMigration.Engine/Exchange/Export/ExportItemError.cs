namespace ArchiveMigration.Engine.Exchange.Export;

/// <summary>Why one item of an export was refused.</summary>
internal sealed record ExportItemError(string Code, string? Message)
{
    /// <summary>The folder is in an auxiliary archive; the message is the URL to ask instead (Graph, "Handle archive mailbox redirects").</summary>
    public bool IsMoved => Code.Equals("ErrorArchiveFolderMovedPermanently", StringComparison.OrdinalIgnoreCase);
}

namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>An item that came through an import.</summary>
/// <param name="Facts">What listings tell of it.</param>
/// <param name="Length">Length of its stream in bytes.</param>
/// <param name="Sha256">Hash of its stream.</param>
/// <param name="Content">Where the stream is kept, or null when only the hash was kept.</param>
public sealed record StoredItem(ItemFacts Facts, long Length, byte[] Sha256, SpooledContent? Content)
{
    /// <summary>The folder's version at which it came; set by the folder.</summary>
    internal long Version { get; init; }
}

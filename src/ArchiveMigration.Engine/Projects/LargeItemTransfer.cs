namespace ArchiveMigration.Engine.Projects;

/// <summary>
/// How an item whose length is not known beforehand is uploaded. Whether Exchange accepts chunked bodies for the largest
/// items is not documented, so both ways exist.
/// </summary>
public enum LargeItemTransfer
{
    /// <summary>Transfer-Encoding: chunked; the item is exported once and streamed through.</summary>
    Chunked,

    /// <summary>Content-Length; the item is exported twice, once to measure it.</summary>
    ContentLength,
}

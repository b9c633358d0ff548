namespace ArchiveMigration.Sandbox.Msg;

/// <summary>A .msg file in a mail folder. Only its summary is held; the file is opened again each time the item is written.</summary>
/// <param name="FullPath">Where the file is.</param>
/// <param name="RelativePath">Its path below the root, parted by slashes.</param>
/// <param name="Summary">What a list tells of it.</param>
/// <param name="LastWriteTime">When the file was written, UTC.</param>
/// <param name="Warnings">What of the file the item will not hold.</param>
public sealed record MailFile(
    string FullPath,
    string RelativePath,
    MsgSummary Summary,
    DateTimeOffset LastWriteTime,
    IReadOnlyList<string> Warnings)
{
    /// <summary>When the message was made, UTC: its own time or, in this order, its delivery or the file's time.</summary>
    public DateTimeOffset Created => Summary.Created ?? Summary.Delivered ?? LastWriteTime;

    /// <summary>When the message was changed last, UTC: its own time or, in this order, its delivery or the file's time.</summary>
    public DateTimeOffset Modified => Summary.Modified ?? Summary.Delivered ?? LastWriteTime;

    /// <summary>Writes the message as the item that Exchange would export.</summary>
    /// <exception cref="MsgFormatException">The file was damaged after it was listed.</exception>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read any more.</exception>
    public void WriteItem(Stream output)
    {
        using MsgFile file = MsgFile.Open(FullPath);
        MsgToFastTransfer.Write(file, Summary.SearchKey, output);
    }
}

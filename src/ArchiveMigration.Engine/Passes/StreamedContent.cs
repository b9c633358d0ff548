using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>An item too large to hold, on its way straight out of an open export. It can be sent once.</summary>
internal abstract class StreamedContent(long? length) : ItemContent
{
    /// <inheritdoc/>
    public override long? Length => length;

    /// <inheritdoc/>
    public override bool CanBeSentAgain => false;

    /// <summary>Bytes of text written so far.</summary>
    public long BytesWritten { get; protected set; }
}

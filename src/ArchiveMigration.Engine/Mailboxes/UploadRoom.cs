namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>
/// Part of a mailbox's upload limit, kept for an import that is being prepared. Whoever has it before he takes content into
/// memory never holds that content while he waits for the limit. Give it to the import by <see cref="ItemContent.Room"/>; dispose it in
/// any case: what no import has used goes back.
/// </summary>
public abstract class UploadRoom : IDisposable
{
    /// <summary>Bytes kept.</summary>
    public abstract long Bytes { get; }

    /// <summary>Hands a part on, at most all that is left; it is to be disposed by itself.</summary>
    /// <param name="bytes">Bytes of the part.</param>
    public abstract UploadRoom Split(long bytes);

    /// <summary>Gives back what was not used; harmless when done twice.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what was not used; harmless when done twice.</summary>
    /// <param name="disposing">Always true.</param>
    protected abstract void Dispose(bool disposing);
}

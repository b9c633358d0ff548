namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>One answer of an export: either content or an error.</summary>
public sealed class ExportedItem
{
    /// <summary>An item with its content.</summary>
    /// <param name="item">The item asked for.</param>
    /// <param name="content">The base64 text of the FastTransfer stream as ASCII bytes; readable once, until the next answer is asked for.</param>
    public ExportedItem(MailboxItem item, Stream content)
    {
        Item = item;
        Content = content;
    }

    /// <summary>An item that could not be exported.</summary>
    /// <param name="item">The item asked for.</param>
    /// <param name="error">Why.</param>
    public ExportedItem(MailboxItem item, MigrationException error)
    {
        Item = item;
        Error = error;
    }

    /// <summary>The item asked for.</summary>
    public MailboxItem Item { get; }

    /// <summary>The base64 text, or null when there is an <see cref="Error"/>. Reading throws a transient MigrationException when the answer breaks off.</summary>
    public Stream? Content { get; }

    /// <summary>Why it could not be exported, or null.</summary>
    public MigrationException? Error { get; }
}

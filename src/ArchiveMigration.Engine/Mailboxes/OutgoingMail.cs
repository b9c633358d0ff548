namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>A mail to be sent.</summary>
/// <param name="To">The recipients' addresses.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Html">The body, a whole HTML page.</param>
public sealed record OutgoingMail(IReadOnlyList<string> To, string Subject, string Html)
{
    /// <summary>Files that go with it.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
}

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="ContentType">What it is, for example text/html.</param>
/// <param name="Content">Its bytes. Graph takes a request of 4 MB in all.</param>
public sealed record MailAttachment(string Name, string ContentType, byte[] Content);

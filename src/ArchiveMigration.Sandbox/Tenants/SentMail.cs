namespace ArchiveMigration.Sandbox.Tenants;

/// <summary>A mail that was sent through sendMail, for a test to read. Nothing leaves the sandbox.</summary>
/// <param name="Sender">Principal name of the mailbox that sent it.</param>
/// <param name="To">The recipients' addresses.</param>
/// <param name="Subject">The subject.</param>
/// <param name="ContentType">HTML or Text.</param>
/// <param name="Body">The body.</param>
/// <param name="Attachments">Names of the attachments, with their sizes in bytes.</param>
/// <param name="SaveToSentItems">Whether the sender keeps a copy.</param>
public sealed record SentMail(
    string Sender, IReadOnlyList<string> To, string Subject, string ContentType, string Body, IReadOnlyList<SentAttachment> Attachments, bool SaveToSentItems);

/// <summary>An attachment of a mail.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Content">What is in it.</param>
public sealed record SentAttachment(string Name, int Size, byte[] Content);

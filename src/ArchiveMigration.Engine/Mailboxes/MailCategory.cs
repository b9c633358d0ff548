namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>A master category: the colour that a category's name has for a user.</summary>
/// <param name="Name">The name, unique without regard to case.</param>
/// <param name="Color">none, or preset0 to preset24.</param>
public sealed record MailCategory(string Name, string Color);

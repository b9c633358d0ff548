namespace ArchiveMigration.Sandbox.Msg;

/// <summary>A file or folder that is not among the mail, and why.</summary>
/// <param name="RelativePath">Its path below the root, parted by slashes.</param>
/// <param name="Reason">What is wrong with it, as a sentence without a full stop.</param>
public sealed record SkippedFile(string RelativePath, string Reason);

namespace ArchiveMigration.Engine.Projects;

/// <summary>A row of a list of users that was left out.</summary>
/// <param name="Line">Its line in the file, counted from 1.</param>
/// <param name="Address">What is in its source column.</param>
/// <param name="Reason">Why.</param>
public sealed record RejectedUserRow(int Line, string? Address, string Reason);

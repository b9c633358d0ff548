namespace ArchiveMigration.Engine.Projects;

/// <summary>A row of a list of users, as it stands there.</summary>
/// <param name="Line">The line it ends in, counted from 1.</param>
/// <param name="SourceAddress">What is in the source column; null when it is empty.</param>
/// <param name="DestinationAddress">What is in the destination column; null when it is empty or there is none.</param>
/// <param name="DisplayName">The name shown to people, or null.</param>
/// <param name="Options">What the row says of its own.</param>
/// <param name="Fault">Why the row as a whole cannot be used, or null.</param>
public sealed record UserFileRow(int Line, string? SourceAddress, string? DestinationAddress, string? DisplayName, UserOptions Options, string? Fault = null);

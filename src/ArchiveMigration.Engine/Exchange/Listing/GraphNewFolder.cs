namespace ArchiveMigration.Engine.Exchange.Listing;

/// <summary>What Graph wants to know of a folder to be created; its class cannot be changed afterwards.</summary>
internal sealed record GraphNewFolder(string DisplayName, string Type);

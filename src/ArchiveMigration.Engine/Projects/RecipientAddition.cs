namespace ArchiveMigration.Engine.Projects;

/// <summary>What became of a recipient that was to be added.</summary>
/// <param name="Recipient">The one that the project has now under this name.</param>
/// <param name="Added">Whether it is new. Not when the name is there already, with the same address or, see <paramref name="Refusal"/>, with another.</param>
/// <param name="Refusal">RecipientExists: the project has the name with another address, and keeps that.</param>
public sealed record RecipientAddition(MigrationRecipient Recipient, bool Added, MigrationException? Refusal);

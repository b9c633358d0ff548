namespace ArchiveMigration.Chaos.Simulation;

/// <summary>A person with an archive on both sides; without one at the destination nothing can arrive.</summary>
internal sealed record SimulatedUser(string Name, SimulatedMailbox Source, SimulatedMailbox? Destination);

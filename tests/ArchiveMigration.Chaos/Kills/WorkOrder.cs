using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>What a worker shall do, sent to it as one line of JSON.</summary>
/// <param name="Store">The database file.</param>
/// <param name="Users">Names before the '@': who shall be in the project and run.</param>
/// <param name="Kind">The pass.</param>
internal sealed record WorkOrder(string Store, IReadOnlyList<string> Users, PassKind Kind);

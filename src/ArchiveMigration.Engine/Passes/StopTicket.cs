using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>A run that was asked to stop.</summary>
/// <param name="Runner">The process that runs it.</param>
/// <param name="Project">Its project.</param>
/// <param name="Users">The users it was asked to stop; none = all of the run.</param>
public sealed record StopTicket(StoreRunner Runner, string Project, IReadOnlyList<MigrationUser> Users);

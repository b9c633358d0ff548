using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>What a worker shall do, sent to it as one line of JSON.</summary>
/// <param name="Store">The database file.</param>
/// <param name="Users">Names before the '@': who shall be in the project and run.</param>
/// <param name="Kind">The pass.</param>
internal sealed record WorkOrder(string Store, IReadOnlyList<string> Users, PassKind Kind)
{
    /// <summary>
    /// Whether the project maps addresses. The rule is for people whom no item names: so items are looked into, and the largest are exported once more for it, and all arrive byte
    /// for byte, which is what the audit can tell without the mapper.
    /// </summary>
    public bool Maps { get; init; }

    /// <summary>Whether the run waits for room in full archives. It may wait until it is killed.</summary>
    public bool WaitsForQuota { get; init; }
}

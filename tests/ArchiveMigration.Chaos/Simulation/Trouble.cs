using ArchiveMigration.Engine;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>The failures that a mailbox's implementation lets through after its own retries.</summary>
internal static class Trouble
{
    /// <summary>Fails with a chance, and for certain in an outage.</summary>
    public static void Pass(SimulatedProcess process, double chance)
    {
        if (process.World.HasOutage(process.Weather) || process.World.Dice.NextDouble() < chance)
        {
            throw Passing(process.World.Dice);
        }
    }

    public static MigrationException Passing(Random dice) => dice.Next(3) switch
    {
        0 => new MigrationException(ErrorIds.ServiceUnavailable, MigrationErrorKind.Service, "The service is temporarily unavailable.") { IsTransient = true, ServiceCode = "503" },
        1 => new MigrationException(ErrorIds.ServiceThrottled, MigrationErrorKind.Limit, "The service kept throttling.") { IsTransient = true, ServiceCode = "429" },
        _ => new MigrationException(ErrorIds.ConnectionFailed, MigrationErrorKind.Connection, "The connection broke.") { IsTransient = true },
    };

    public static MigrationException Uncertain() =>
        new(ErrorIds.ImportUncertain, MigrationErrorKind.Connection, "An item was sent, but the answer was lost.") { IsTransient = true };

    public static MigrationException Full(string address) =>
        new(ErrorIds.QuotaExceeded, MigrationErrorKind.Limit, $"There is no room left in {address}.") { Target = address };

    public static MigrationException NoFolder() => new(ErrorIds.FolderNotFound, MigrationErrorKind.NotFound, "The folder is no longer there.");

    public static MigrationException NoItem() => new(ErrorIds.ItemNotFound, MigrationErrorKind.NotFound, "The item is no longer there.");

    public static MigrationException Corrupt() => new(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "Exchange cannot read the item.");
}

using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>All faults of the sandbox at once, each with a small chance at every request that it can befall.</summary>
internal static class FaultWeather
{
    public static void Raise(SandboxFaults faults, int seed)
    {
        faults.Seed(seed);
        foreach (var kind in new[] { FaultKind.Throttle, FaultKind.ThrottleSilently, FaultKind.InternalServerError, FaultKind.BadGateway, FaultKind.ServiceUnavailable, FaultKind.GatewayTimeout, FaultKind.DropBeforeAnswer, FaultKind.DropMidAnswer, FaultKind.TruncatedJson })
        {
            faults.Add(new SandboxFault(kind) { Probability = 0.004 });
        }

        faults.Add(new SandboxFault(FaultKind.Slow) { Probability = 0.01, Delay = TimeSpan.FromMilliseconds(150) });
        faults.Add(new SandboxFault(FaultKind.LostResponse) { Operation = SandboxOperation.ImportItem, Probability = 0.02 });
        faults.Add(new SandboxFault(FaultKind.LostResponse) { Operation = SandboxOperation.CreateFolder, Probability = 0.02 });
        faults.Add(new SandboxFault(FaultKind.ExpiredSession) { Operation = SandboxOperation.ImportItem, Probability = 0.01 });
        faults.Add(new SandboxFault(FaultKind.MissingItems) { Operation = SandboxOperation.ExportItems, Probability = 0.02 });
        faults.Add(new SandboxFault(FaultKind.CorruptItems) { Operation = SandboxOperation.ExportItems, Probability = 0.005 });
        faults.Add(new SandboxFault(FaultKind.ThrottleThenEmptyPage) { Operation = SandboxOperation.ListItems, Probability = 0.01 });
        faults.Add(new SandboxFault(FaultKind.ThrottleThenEmptyPage) { Operation = SandboxOperation.ListFolders, Probability = 0.01 });
        faults.Add(new SandboxFault(FaultKind.InternalServerError) { Operation = SandboxOperation.SignIn, Probability = 0.01 });
    }
}

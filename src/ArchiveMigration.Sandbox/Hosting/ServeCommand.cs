using ArchiveMigration.Sandbox.Scenarios;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>serve: keeps two pretend tenants up until Ctrl+C.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var scenario = SandboxScenario.TwoTenants();
        await using var host = await SandboxHost.StartAsync(new SandboxOptions { Tenants = scenario.Tenants });
        Console.WriteLine(host.GraphUrl);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}

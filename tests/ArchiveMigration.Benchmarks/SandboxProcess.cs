using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Limits;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Benchmarks;

/// <summary>The pretend service in a process of its own, so that its time and memory are not taken for the engine's.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    public const string SourceDomain = "contoso.example";
    public const string DestinationDomain = "fabrikam.example";

    private readonly Process process;

    private SandboxProcess(Process process, SandboxAccess access)
    {
        this.process = process;
        Access = access;
    }

    public SandboxAccess Access { get; }

    /// <summary>What the process has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static string AddressOf(int number, string domain) => string.Create(CultureInfo.InvariantCulture, $"user{number + 1}@{domain}");

    /// <summary>Starts the service with a load and waits until it can be reached.</summary>
    public static async Task<SandboxProcess> StartAsync(Load load)
    {
        var process = StartSelf("host", JsonSerializer.Serialize(load));
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The pretend service did not start.");
        return new SandboxProcess(process, JsonSerializer.Deserialize<SandboxAccess>(line)!);
    }

    /// <summary>The process's own side: serves until its standard input closes, that is until the parent ends, however it ends.</summary>
    public static async Task<int> HostAsync(IReadOnlyList<string> args)
    {
        var load = JsonSerializer.Deserialize<Load>(args[0])!;
        using var spool = new SpoolFile();
        var scenario = LoadedScenario.Make(load, spool);
        var options = new SandboxOptions
        {
            Tenants = scenario.Tenants,
            Limits = load.LimitSpeed > 0 ? new SandboxLimits { TimeScale = load.LimitSpeed } : new SandboxLimits { Enabled = false },
            Exchange = { HashOnly = true },
        };
        await using var host = await SandboxHost.StartAsync(options);
        var access = new SandboxAccess(
            host.AuthorityUrl,
            host.GraphUrl,
            host.ImportHost,
            host.TlsThumbprint,
            new TenantAccess(scenario.Source.InitialDomain, scenario.SourceApplication.ClientId.ToString(), scenario.ClientSecret),
            new TenantAccess(scenario.Destination.InitialDomain, scenario.DestinationApplication.ClientId.ToString(), scenario.ClientSecret),
            [.. scenario.Users.Select(user => user.Destination.Archive!.Id)]);
        Console.WriteLine(JsonSerializer.Serialize(access));
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Has something measured by this program in a process of its own, which prints what it came to.</summary>
    public static async Task<T> MeasureInOwnAsync<T>(string name, int items)
    {
        using var process = StartSelf(name, items.ToString(CultureInfo.InvariantCulture));
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(output)!
            : throw new InvalidOperationException($"The measured process ended with {process.ExitCode}.");
    }

    /// <summary>Starts this program again with other arguments; its standard input and output are pipes of ours.</summary>
    public static Process StartSelf(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(SandboxProcess).Assembly.Location);
        }

        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The process could not be started.");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

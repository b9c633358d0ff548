using System.Globalization;
using System.Runtime.InteropServices;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Limits;
using ArchiveMigration.Sandbox.Scenarios;

namespace ArchiveMigration.Sandbox.Rehearsal;

/// <summary>rehearse: two pretend tenants, a whole migration between them, and a look at what came of it.</summary>
internal static class RehearseCommand
{
    public const string Usage = """
        rehearse [--mail DIRECTORY] [--seed N] [--out DIRECTORY]
          --mail    .msg files to migrate as well, in anna's archive, folders as they lie
          --seed    the same number makes the same mail (1)
          --out     where state and report go; without it a new directory for temporary files
        """;

    private const double TimeScale = 100;

    /// <summary>Returns 0 when everything ended as it should, 1 when not, 2 for arguments that are not understood, 3 when stopped.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        RehearseArguments arguments;
        try
        {
            arguments = RehearseArguments.Parse(args);
        }
        catch (ArgumentException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}{Environment.NewLine}Usage: {Usage}");
            return 2;
        }

        Console.OutputEncoding = System.Text.Encoding.UTF8;
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        try
        {
            return await RehearseAsync(arguments, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return 3;
        }
        catch (MigrationException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message} {exception.Remedy}".TrimEnd());
            return 1;
        }
    }

    private static async Task<int> RehearseAsync(RehearseArguments arguments, CancellationToken stop)
    {
        var scenario = MakeScenario(arguments);

        // A rehearsal shows the steps; Microsoft's limits would make it last as long as a real weekend. Both sides of the wire know them a hundred times faster.
        await using var host = await SandboxHost.StartAsync(new SandboxOptions { Tenants = scenario.Tenants, Limits = new SandboxLimits { TimeScale = TimeScale } }, stop);
        var directory = Directory.CreateDirectory(arguments.OutputDirectory ?? Path.Combine(Path.GetTempPath(), $"ArchiveMigration-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Environment.ProcessId}")).FullName;
        await using var engine = new MigrationEngine(Path.Combine(directory, "migrations.db"), new MicrosoftMailboxServices(TimeProvider.System, PaceLimits.Published.Faster(TimeScale)));
        var rehearsal = new Rehearsal(host, scenario, engine, Console.Out);

        Console.WriteLine($"Two pretend tenants are up: {scenario.Source.Domains[^1]} (source), {scenario.Destination.Domains[^1]} (destination).");
        Describe(scenario);
        await rehearsal.PrepareAsync(stop);
        Console.WriteLine("Verifying credentials; no data moves.");
        await rehearsal.TestCredentialsAsync(stop);
        Console.WriteLine("Full pass:");
        var result = await rehearsal.RunAsync(isTerminal: !Console.IsOutputRedirected, stop);
        var report = await rehearsal.CloseAsync(Path.Combine(directory, "report.html"));
        if (result.Status == MigrationStatus.Stopped)
        {
            return 3;
        }

        var differences = RehearsalVerdict.Differences(scenario, host.Audit, rehearsal.Addresses, report).ToArray();
        Console.WriteLine(differences.Length == 0
            ? "The pretend service agrees: every item is in its place once, byte for byte but for the addresses mapped, except the ones reported."
            : $"The pretend service does NOT agree:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", differences)}");
        return differences.Length == 0 ? 0 : 1;
    }

    private static SandboxScenario MakeScenario(RehearseArguments arguments)
    {
        var scenario = SandboxScenario.TwoTenants(arguments.Seed);
        if (arguments.MailDirectory is { } mailDirectory)
        {
            var mail = scenario.AddMail(mailDirectory);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mail.MessageCount:N0} messages from {mailDirectory} are in {scenario.Users[0].Source.UserPrincipalName}'s archive."));
            foreach (var skipped in mail.Skipped)
            {
                Console.WriteLine($"  left out {skipped.RelativePath}: {skipped.Reason}");
            }
        }

        return scenario;
    }

    private static void Describe(SandboxScenario scenario)
    {
        var archives = scenario.Users.Select(pair => pair.Source.Archive).Where(archive => archive is not null).ToArray();
        var folders = archives.SelectMany(archive => archive!.AllFolders()).ToArray();
        var items = folders.Sum(folder => (folder.ExpandedTo ?? folder).Items.Count);
        var size = folders.Sum(folder => (folder.ExpandedTo ?? folder).Items.Size);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {archives.Length} archives · {items:N0} items · {ByteSize.Show(size, CultureInfo.InvariantCulture)} · mail, calendars, contacts, tasks, notes, journals, posts"));
    }
}

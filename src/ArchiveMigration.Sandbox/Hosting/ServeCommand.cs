using System.Globalization;
using System.Runtime.InteropServices;
using ArchiveMigration.Sandbox.Scenarios;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>serve: keeps two pretend tenants up for PowerShell and scripts until Ctrl+C or SIGTERM.</summary>
internal static class ServeCommand
{
    public const string Usage = """
        serve [--port N] [--seed N] [--mail DIRECTORY] [--limits on|off|FACTOR] [--info FILE]
          --port    the first of three ports; without it three free ones are taken
          --seed    the same number makes the same mail (1)
          --mail    .msg files to put into anna's archive, folders as they lie
          --limits  Microsoft's limits, none, or Microsoft's with windows shorter by a factor (on)
          --info    writes all connection values to a JSON file, the client secret included
        """;

    /// <summary>Returns 0 after a shutdown that was asked for, 1 when the host cannot start, 2 for arguments that are not understood.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        ServeArguments arguments;
        try
        {
            arguments = ServeArguments.Parse(args);
        }
        catch (ArgumentException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}{Environment.NewLine}Usage: {Usage}");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            await ServeAsync(arguments, stop.Token);
            return 0;
        }
        catch (IOException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task ServeAsync(ServeArguments arguments, CancellationToken stop)
    {
        var scenario = SandboxScenario.TwoTenants(arguments.Seed);
        if (arguments.MailDirectory is { } directory)
        {
            var mail = scenario.AddMail(directory);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mail.MessageCount} messages of {directory} are in anna's archive; {mail.Skipped.Count} files were left out."));
            foreach (var skipped in mail.Skipped)
            {
                Console.WriteLine($"  {skipped.RelativePath}: {skipped.Reason}");
            }
        }

        await using var host = await SandboxHost.StartAsync(
            new SandboxOptions { Tenants = scenario.Tenants, Port = arguments.Port, Limits = arguments.Limits },
            stop);
        var info = ConnectionInfo.Of(host, scenario);
        if (arguments.InfoFile is { } file)
        {
            await info.WriteAsync(file, stop);
        }

        Console.WriteLine(info.Describe());
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("The pretend tenants are gone.");
        }
    }
}

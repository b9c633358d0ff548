using System.Globalization;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Progress;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>Tells the parent which users are done, and writes down the rest for whoever looks for the cause of a loss.</summary>
internal sealed class WorkerLog(string path) : IProgress<MigrationEvent>
{
    private readonly Lock gate = new();

    public void Report(MigrationEvent value)
    {
        var text = value switch
        {
            MigrationEvent.UserEnded ended => $"{ended.User} ended {ended.Status} {ended.Detail}",
            MigrationEvent.Warning warning => $"warning: {warning.Message}",
            MigrationEvent.Verbose verbose => verbose.Message,
            _ => null,
        };
        if (value is MigrationEvent.UserEnded { Status: MigrationStatus.Completed or MigrationStatus.CompletedWithErrors } done)
        {
            Console.WriteLine($"{WorkerProcess.Done}{done.User.Split('@')[0]}");
        }

        if (text is not null)
        {
            lock (gate)
            {
                File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss.fff} {Environment.ProcessId} {text}{Environment.NewLine}"));
            }
        }
    }
}

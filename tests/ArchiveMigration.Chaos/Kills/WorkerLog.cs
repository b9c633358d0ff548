using System.Globalization;
using ArchiveMigration.Engine.Progress;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>Writes down what a worker tells, for whoever looks for the cause of a loss.</summary>
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
        if (text is not null)
        {
            lock (gate)
            {
                File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss.fff} {Environment.ProcessId} {text}{Environment.NewLine}"));
            }
        }
    }
}

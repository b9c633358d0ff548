using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Notifications;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Passes;

/// <summary>Mails a run's report to whom the project names. A courtesy at the end: whatever goes wrong with it is told, and changes nothing of what the run came to.</summary>
internal sealed class RunReport(SqliteStore store, RunContext run)
{
    /// <summary>How long a run that is done waits for it.</summary>
    private static readonly TimeSpan MostMailing = TimeSpan.FromMinutes(2);

    public async Task MailAsync(CancellationToken cancellationToken)
    {
        var project = run.Catalog.GetProject(run.Project);
        if (project.Options.ReportRecipient.Count == 0)
        {
            return;
        }

        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(MostMailing);
            var reports = new ReportReader(store, new StatisticsReader(run.Catalog, run.Ledger, run.Time), run.Time);
            await new ReportMailer(run.Catalog, reports).RunAsync(project, run.Source, run.Destination, patience.Token).ConfigureAwait(false);
            run.Progress.Report(new MigrationEvent.Verbose($"{project.Name}: the report was mailed to {string.Join(", ", project.Options.ReportRecipient)}.", null));
        }
        catch (Exception failure)
        {
            var said = failure is MigrationException told ? told.WithTicket($"{told.Message} {told.Remedy}") : failure is OperationCanceledException ? "It took too long." : failure.Message;
            run.Progress.Report(new MigrationEvent.Warning($"{project.Name}: the report could not be mailed. {said} The run itself is not affected; Send-ArchiveMigrationReport sends it later.", null));
        }
    }
}

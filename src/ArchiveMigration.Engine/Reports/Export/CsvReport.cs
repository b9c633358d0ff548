using CsvHelper;

namespace ArchiveMigration.Engine.Reports.Export;

/// <summary>Writes a report as CSV, in one of the layouts.</summary>
internal static class CsvReport
{
    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(MigrationReport report, FailedItems failed, ReportLayout layout, TextWriter output, CancellationToken cancellationToken)
    {
        var csv = CsvRows.Open(output);
        await using (csv.ConfigureAwait(false))
        {
            switch (layout)
            {
                case ReportLayout.FailedItems:
                    await FailedItemsAsync(csv, failed, cancellationToken).ConfigureAwait(false);
                    break;
                case ReportLayout.MigrationWizStatistics:
                    MigrationWizStatistics.Write(csv, report, failed.Users);
                    break;
                case ReportLayout.MigrationWizErrors:
                    await MigrationWizErrors.WriteAsync(csv, failed, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    csv.Context.RegisterClassMap(CsvRows.PlainColumns<UserStatistics>(csv));
                    csv.WriteRecords(report.Users);
                    break;
            }
        }
    }

    private static async Task FailedItemsAsync(CsvWriter csv, FailedItems failed, CancellationToken cancellationToken)
    {
        csv.WriteHeader<FailedItemRow>();
        csv.NextRecord();
        await foreach (var (user, item) in failed.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            csv.WriteRecord(new FailedItemRow(user, item, withRemedy: true));
            csv.NextRecord();
        }
    }
}

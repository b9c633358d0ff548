using System.Globalization;
using ArchiveMigration.Engine.Ledger;
using CsvHelper;

namespace ArchiveMigration.Engine.Reports.Export;

/// <summary>Failed items with the columns of MigrationWiz's error file, as BitTitan's Get-MWMigrationProjectStatistics.ps1 writes it; its dates are American, here UTC.</summary>
internal static class MigrationWizErrors
{
    private static readonly string[] Headings = ["Project Type", "Project Name", "Mailbox Id", "Source Email Address", "Destination Email Address", "Type", "Date", "Size (bytes)", "Error", "Subject"];

    public static async Task WriteAsync(CsvWriter csv, FailedItems failed, CancellationToken cancellationToken)
    {
        Record(Headings);
        await foreach (var (user, item) in failed.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            Record(
                MigrationWizStatistics.ProjectType,
                user.Project,
                user.Id,
                user.SourceAddress,
                user.DestinationAddress,
                ItemCategories.Of(item.Source.ItemClass) is var category and not ItemCategory.Other ? category : ItemCategory.Mail,
                item.DecidedUtc?.UtcDateTime.ToString("M/d/yyyy h:mm tt", CultureInfo.InvariantCulture),
                item.Source.Size,
                item.ErrorMessage,
                item.Subject);
        }

        void Record(params object?[] values)
        {
            foreach (var value in values)
            {
                csv.WriteField(value);
            }

            csv.NextRecord();
        }
    }
}

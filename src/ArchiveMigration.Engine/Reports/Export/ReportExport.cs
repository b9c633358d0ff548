using System.Text;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Reports.Page;

namespace ArchiveMigration.Engine.Reports.Export;

/// <summary>Writes the report of a project to a file.</summary>
internal sealed class ReportExport(SqliteStore store, ReportReader reader)
{
    public async Task<FileInfo> RunAsync(string project, ReportRequest request, CancellationToken cancellationToken)
    {
        var format = request.Resolve();
        var report = await reader.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        var failed = new FailedItems(store.Ledger, store.Catalog.GetUsers(report.Project.Name));
        return await ReportFile.WriteAsync(request, WriteAsync).ConfigureAwait(false);

        async Task WriteAsync(Stream file)
        {
            if (format == ReportFormat.Json)
            {
                await JsonReport.WriteAsync(report, failed, file, cancellationToken).ConfigureAwait(false);
                return;
            }

            // A spreadsheet takes CSV for the machine's code page unless it begins with the mark of UTF-8.
            var text = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: format == ReportFormat.Csv), bufferSize: 32 * 1024);
            await using (text.ConfigureAwait(false))
            {
                if (format == ReportFormat.Csv)
                {
                    await CsvReport.WriteAsync(report, failed, request.Layout ?? ReportLayout.Users, text, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    ReportPage.Write(report, text);
                }
            }
        }
    }
}

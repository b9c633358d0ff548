using System.Text.Json;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Reports.Export;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Reports;

public sealed class ReportExportTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly SqliteStore store;

    public ReportExportTests() => store = folder.OpenWithProject();

    private string PathOf(string name) => Path.Combine(folder.Root, name);

    [Theory]
    [InlineData("a.html", null, null, ReportFormat.Html)]
    [InlineData("a.HTM", null, null, ReportFormat.Html)]
    [InlineData("a.csv", null, null, ReportFormat.Csv)]
    [InlineData("a.json", null, null, ReportFormat.Json)]
    [InlineData("a.txt", ReportFormat.Json, null, ReportFormat.Json)]
    [InlineData("a.txt", null, ReportLayout.FailedItems, ReportFormat.Csv)]
    public void The_format_is_what_was_asked_for_or_what_the_name_says(string name, ReportFormat? format, ReportLayout? layout, ReportFormat expected)
        => Assert.Equal(expected, new ReportRequest { Path = name, Format = format, Layout = layout }.Resolve());

    [Fact]
    public void A_duration_is_hours_also_above_a_day()
    {
        using var text = new StringWriter();
        using (var csv = CsvRows.Open(text))
        {
            csv.WriteField(new TimeSpan(1, 2, 3, 4));
        }

        Assert.Equal("26:03:04", text.ToString());
    }

    [Fact]
    public async Task Every_failed_item_is_a_row_and_nothing_in_it_is_a_formula()
    {
        await FailAsync("anna@contoso.com", "=cmd|' /C calc'!A0", 1_200);

        await ExportAsync("failed.csv", ReportLayout.FailedItems);

        var lines = await File.ReadAllLinesAsync(PathOf("failed.csv"));
        Assert.Equal(1_201, lines.Length);
        Assert.StartsWith("Project,SourceAddress,DestinationAddress,Folder,ItemClass", lines[0], StringComparison.Ordinal);
        Assert.All(lines.Skip(1), line => Assert.Contains(",\"'=cmd", line, StringComparison.Ordinal));
        Assert.Contains(",Mail,,100,", lines[1], StringComparison.Ordinal);
        Assert.Contains(ItemRemedies.Of(ErrorIds.ItemCorrupt), lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task MigrationWizs_error_file_has_its_columns()
    {
        await FailAsync("anna@contoso.com", "Inbox", 1);

        await ExportAsync("errors.csv", ReportLayout.MigrationWizErrors);

        var lines = await File.ReadAllLinesAsync(PathOf("errors.csv"));
        var cells = lines[1].Split(',');
        Assert.Equal("Project Type,Project Name,Mailbox Id,Source Email Address,Destination Email Address,Type,Date,Size (bytes),Error,Subject", lines[0]);
        Assert.Equal(["Archive", "Merger"], cells[..2]);
        Assert.Equal(["anna@contoso.com", "anna@fabrikam.com", "Mail"], cells[3..6]);
        Assert.Equal(["100", "It failed.", string.Empty], cells[7..]);
    }

    [Fact]
    public async Task The_document_has_every_failed_item()
    {
        await FailAsync("anna@contoso.com", "Inbox", 1_200);

        await ExportAsync("report.json");

        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(PathOf("report.json")));
        Assert.Equal(1_200, report.RootElement.GetProperty("FailedItems").GetArrayLength());
        Assert.Equal("ItemCorrupt", report.RootElement.GetProperty("Failures")[0].GetProperty("ErrorId").GetString());
        Assert.Equal(1_200, report.RootElement.GetProperty("Users")[0].GetProperty("FailedItemCount").GetInt64());
    }

    [Fact]
    public async Task A_report_that_cannot_be_finished_leaves_the_old_one_and_nothing_else()
    {
        await File.WriteAllTextAsync(PathOf("report.html"), "old");
        await FailAsync("anna@contoso.com", "Inbox", 1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReportFile.WriteAsync(
            new ReportRequest { Path = PathOf("report.html") },
            async file =>
            {
                await file.WriteAsync(new byte[100_000], CancellationToken.None);
                throw new OperationCanceledException();
            }));

        Assert.Equal("old", await File.ReadAllTextAsync(PathOf("report.html")));
        Assert.Equal(["report.html"], Directory.GetFiles(folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_that_cannot_be_replaced_is_told_with_its_name_and_what_to_do()
    {
        Directory.CreateDirectory(PathOf("report.html"));

        var error = await Assert.ThrowsAsync<MigrationException>(() => ExportAsync("report.html"));

        Assert.Equal(ErrorIds.ReportFileNotWritable, error.ErrorId);
        Assert.Contains(PathOf("report.html"), error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Remedy);
    }

    public void Dispose() => folder.Dispose();

    private Task<FileInfo> ExportAsync(string name, ReportLayout? layout = null)
    {
        var reader = new ReportReader(store, new StatisticsReader(store.Catalog, store.Ledger, folder.Time), folder.Time);
        return new ReportExport(store, reader).RunAsync("Merger", new ReportRequest { Path = PathOf(name), Layout = layout }, default);
    }

    private async Task FailAsync(string address, string path, int items)
    {
        var user = store.Catalog.AddUsers("Merger", [StoreFolder.User(address)])[0].User.Id;
        var pass = await store.Ledger.BeginPassAsync(user, PassKind.Full, default);
        var source = await store.Ledger.RecordFolderAsync(pass, new MailboxFolder { Id = "inbox", Name = path, Path = path }, default);
        await store.Ledger.RecordSourceItemsAsync(
            pass, source.Key, [.. Enumerable.Range(0, items).Select(number => new MailboxItem { Id = $"{number}", ShardId = "main", ItemClass = "IPM.Note", Size = 100 })], default);
        foreach (var item in await store.Ledger.ReadPendingAsync(user, 0, items, default))
        {
            var outcome = new ItemOutcome
            {
                ItemKey = item.Key,
                PassId = pass,
                Disposition = Disposition.Failed,
                Error = new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "It failed."),
            };
            await store.Ledger.RecordOutcomeAsync(outcome, default);
        }

        await store.Ledger.EndPassAsync(pass, MigrationStatus.CompletedWithErrors, null, default);
    }
}

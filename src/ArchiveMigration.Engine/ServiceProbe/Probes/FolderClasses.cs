namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>Whether calendars, contacts and tasks can be made in an archive, and whether they take items, is not documented.</summary>
internal sealed class FolderClasses : IServiceProbe
{
    private static readonly string[] Classes = ["IPF.Appointment", "IPF.Contact", "IPF.Task", "IPF.StickyNote", "IPF.Journal"];

    public string Id => nameof(FolderClasses);

    public string Question => "Can folders for calendars, contacts, tasks, notes and journals be made, and take items?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        if (await bench.FolderAsync(cancellationToken).ConfigureAwait(false) is not { } parent)
        {
            return ProbeOutcome.NotRun(ProbeBench.NoFolder);
        }

        var items = await bench.SourceItemsAsync(cancellationToken).ConfigureAwait(false);
        List<string> failed = [];
        List<string> imported = [];
        foreach (var folderClass in Classes)
        {
            var answer = await bench.Destination.CreateFolderAsync(parent, folderClass[4..], folderClass, cancellationToken).ConfigureAwait(false);
            var id = answer.IsSuccess ? answer.Text("id") : null;
            if (id is null || !string.Equals(answer.Text("type"), folderClass, StringComparison.OrdinalIgnoreCase))
            {
                failed.Add(answer.IsSuccess ? $"{folderClass} becomes {answer.Text("type")}" : $"{folderClass} is refused ({answer.Said})");
                continue;
            }

            if (items.FirstOrDefault(entry => string.Equals(entry.Folder.FolderClass, folderClass, StringComparison.OrdinalIgnoreCase)).Item is not { } item)
            {
                continue;
            }

            var (session, url) = await bench.Destination.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
            var exported = url is null ? null : await ProbeItem.ExportAsync(bench.Source.Mailbox, item, cancellationToken).ConfigureAwait(false);
            var import = exported is null ? session : await bench.Destination.ImportAsync(url!, id, exported, chunked: false, cancellationToken).ConfigureAwait(false);
            (import.IsSuccess ? imported : failed).Add(import.IsSuccess ? folderClass : $"{folderClass} takes no item ({import.Said})");
        }

        var tried = imported.Count == 0 ? "no item was at hand to be imported" : $"items imported: {string.Join(", ", imported)}";
        return failed.Count == 0
            ? ProbeOutcome.Answered($"Yes; {tried}", "Such folders are copied with their class.")
            : ProbeOutcome.Answered($"Not all: {string.Join("; ", failed)}", "A folder that is refused ends its user's pass as Failed with this code; items that are refused are reported one by one.");
    }
}

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>That listings can be filtered by size is documented nowhere.</summary>
internal sealed class SizeFilter : IServiceProbe
{
    public string Id => nameof(SizeFilter);

    public string Question => "Can items be filtered by their size?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var items = await bench.MainItemsAsync(cancellationToken).ConfigureAwait(false);
        var folder = items.GroupBy(entry => entry.Folder).FirstOrDefault(group => group.Min(entry => entry.Item.Size) < group.Max(entry => entry.Item.Size))?.ToList();
        if (folder is null)
        {
            return ProbeOutcome.NotRun("The source test mailbox needs a folder with items of different sizes.");
        }

        var least = folder.Min(entry => entry.Item.Size);
        var expected = folder.Count(entry => entry.Item.Size > least);
        var answer = await bench.Source.GetAsync(folder[0].Folder.Id, "/items", $"$select=id,size&$top=999&$filter=size%20gt%20{least}", cancellationToken).ConfigureAwait(false);
        const string otherwise = "Test-ArchiveMigrationReadiness counts items above 150 MB only with -Deep, which lists every item.";
        return !answer.IsSuccess ? ProbeOutcome.Answered($"No: it is refused ({answer.Said})", otherwise)
            : answer.List("value").Count == Math.Min(999, expected) ? ProbeOutcome.Answered("Yes", "Test-ArchiveMigrationReadiness counts items above 150 MB without listing the others.")
            : ProbeOutcome.Answered("No: the filter is not heeded", otherwise);
    }
}

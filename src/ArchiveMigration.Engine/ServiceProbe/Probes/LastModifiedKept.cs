namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>Whether the time of the last change outlives an import is not documented.</summary>
internal sealed class LastModifiedKept : IServiceProbe
{
    public string Id => nameof(LastModifiedKept);

    public string Question => "Does an item keep its time of last change when it is imported?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        if (await bench.ReadImportedAsync("$select=id,lastModifiedDateTime", cancellationToken).ConfigureAwait(false) is not { } read)
        {
            return ProbeOutcome.NotRun(ProbeBench.NoImportedItem);
        }

        if (read.Sample.Item.Item.LastModifiedUtc is not { } before || !DateTimeOffset.TryParse(read.Answer.Text("lastModifiedDateTime"), out var after))
        {
            return ProbeOutcome.Unclear("A side tells no time");
        }

        return (after - before).Duration() < TimeSpan.FromSeconds(2)
            ? ProbeOutcome.Answered("Yes", "Nothing depends on it at the destination. Copies sort as their originals do.")
            : ProbeOutcome.Answered("No: it is set anew", "Nothing depends on it at the destination: what is new at the source is found by the source's own times.");
    }
}

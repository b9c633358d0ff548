namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>On archives item delta was seen to answer HTTP 200 with JSON that ends in the middle.</summary>
internal sealed class ItemDelta : IServiceProbe
{
    public string Id => nameof(ItemDelta);

    public string Question => "Does item delta answer well-formed JSON for an archive?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var items = await bench.MainItemsAsync(cancellationToken).ConfigureAwait(false);
        if (items.Count == 0)
        {
            return ProbeOutcome.NotRun(ProbeBench.NoSourceItem);
        }

        const string meaning = "Migrations do not use it: what is new is found by the time of last change and by ids.";
        var answer = await bench.Source.GetAsync(items[0].Folder.Id, "/items/delta", string.Empty, cancellationToken).ConfigureAwait(false);
        return !answer.IsSuccess ? ProbeOutcome.Answered($"No: it is refused ({answer.Said})", meaning)
            : answer.Json is null ? ProbeOutcome.Answered("No: HTTP 200, and the JSON breaks off", meaning)
            : ProbeOutcome.Answered("Yes", meaning + " It could save requests in a later version.");
    }
}

using ArchiveMigration.Engine.Exchange.Listing;

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>Folders have no size of their own in this API; in which form the property behind it can be asked for was never seen.</summary>
internal sealed class FolderSizes : IServiceProbe
{
    public string Id => nameof(FolderSizes);

    public string Question => $"Do folders tell their size ('{ExtendedProperty.SizeOfItems}')?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var items = await bench.SourceItemsAsync(cancellationToken).ConfigureAwait(false);
        if (items.Count == 0)
        {
            return ProbeOutcome.NotRun(ProbeBench.NoSourceItem);
        }

        var query = $"$select=id,totalItemCount&$expand=singleValueExtendedProperties($filter=id eq '{ExtendedProperty.SizeOfItems}')";
        var answer = await bench.Source.GetAsync(null, "/folders", query, cancellationToken).ConfigureAwait(false);
        var sizes = answer.List("value").SelectMany(folder => folder.TryGetProperty("singleValueExtendedProperties", out var properties) ? properties.EnumerateArray() : []).Count();
        return answer.IsSuccess && sizes > 0
            ? ProbeOutcome.Answered("Yes", "Test-ArchiveMigrationReadiness knows the size of an archive without listing its items.")
            : ProbeOutcome.Answered(
                answer.IsSuccess ? "No: it is left out" : $"No: it is refused ({answer.Said})",
                "Test-ArchiveMigrationReadiness says sizes only with -Deep, which lists every item.");
    }
}

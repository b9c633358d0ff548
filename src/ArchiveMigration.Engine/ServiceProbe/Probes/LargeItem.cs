using System.Globalization;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>The largest item that an import takes is not documented; neither is how a larger one is refused.</summary>
internal sealed class LargeItem : IServiceProbe
{
    public string Id => nameof(LargeItem);

    public string Question => "Is a large item taken?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var items = await bench.SourceItemsAsync(cancellationToken).ConfigureAwait(false);
        var largest = items.Count == 0 ? null : items[^1].Item;
        if (largest is null || largest.Size < bench.Request.LargeItemSize)
        {
            return ProbeOutcome.NotRun($"The largest item of the source test mailbox has {Show(largest?.Size ?? 0)}. Put one of {Show(bench.Request.LargeItemSize)} to 150 MB into it and ask again.");
        }

        if (await bench.FolderAsync(cancellationToken).ConfigureAwait(false) is not { } folder)
        {
            return ProbeOutcome.NotRun(ProbeBench.NoFolder);
        }

        var item = await ProbeItem.ExportAsync(bench.Source.Mailbox, largest, cancellationToken).ConfigureAwait(false);
        var (session, url) = await bench.Destination.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        if (url is null)
        {
            return ProbeOutcome.NotRun($"No import session could be opened ({session.Said}).");
        }

        var answer = await bench.Destination.ImportAsync(url, folder, item, chunked: false, cancellationToken).ConfigureAwait(false);
        var size = $"{Show(largest.Size)}, {Show(item.Length)} of base64";
        return answer.IsSuccess ? ProbeOutcome.Answered($"Yes: {size}", "Items to that size are copied.")
            : answer.Failure is { } full && ServiceRefusals.IsQuota(full) ? ProbeOutcome.NotRun("The destination has no room for it.")
            : ProbeOutcome.Answered($"No: {size} is refused ({answer.Said})", "Such items end as Failed (ItemTooLarge where the code says so), each named in the report; all others are copied.");
    }

    private static string Show(long bytes) => ByteSize.Show(bytes, CultureInfo.InvariantCulture);
}

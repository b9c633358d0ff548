namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>Items too large to hold in memory go out without a length known beforehand, unless the project says otherwise. Nobody has seen Exchange take that.</summary>
internal sealed class ChunkedUpload : IServiceProbe
{
    public string Id => nameof(ChunkedUpload);

    public string Question => "Is an import taken whose length is not announced (chunked)?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        if (await bench.ImportSampleAsync(cancellationToken).ConfigureAwait(false) is not { ItemId: not null } sample)
        {
            return ProbeOutcome.NotRun(ProbeBench.NoImportedItem);
        }

        var (session, url) = await bench.Destination.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        if (url is null)
        {
            return ProbeOutcome.NotRun($"No import session could be opened ({session.Said}).");
        }

        var answer = await bench.Destination.ImportAsync(url, sample.FolderId, sample.Item, chunked: true, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess
            ? ProbeOutcome.Answered("Yes", "Large items are streamed through (-LargeItemTransfer Chunked, the default).")
            : ProbeOutcome.Answered($"No: it is refused ({answer.Said})", "Set projects to -LargeItemTransfer ContentLength: large items are then exported twice, once to measure them.");
    }
}

using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>An export of several items was seen to answer fewer entries than ids, without an error.</summary>
internal sealed class BatchExport : IServiceProbe
{
    private const long Small = 1_000_000;

    public string Id => nameof(BatchExport);

    public string Question => "Does an export of several items answer every one of them?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var items = (await bench.MainItemsAsync(cancellationToken).ConfigureAwait(false))
            .Where(entry => entry.Item.Size < Small)
            .Take(MailboxLimits.MostItemsPerExport)
            .Select(entry => entry.Item.Id)
            .ToArray();
        if (items.Length < 2)
        {
            return ProbeOutcome.NotRun("The source test mailbox needs at least two small items. Send it some mails and ask again.");
        }

        var answer = await bench.Source.SendAsync(HttpMethod.Post, null, "/exportItems", string.Empty, new { itemIds = items }, null, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess || answer.Json is null)
        {
            return ProbeOutcome.Unclear(answer.IsSuccess ? "HTTP 200, and the JSON breaks off" : $"{answer.Said}");
        }

        var missing = items.Length - answer.List("value").Count;
        return missing == 0
            ? ProbeOutcome.Answered($"Yes: {items.Length} asked, {items.Length} answered", "Every answer is counted against its question all the same.")
            : ProbeOutcome.Answered($"No: {items.Length} asked, {items.Length - missing} answered", "Items that are not answered are asked for again one by one, and reported as ItemNotReturned when they never are.");
    }
}

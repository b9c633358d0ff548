using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>How a full mailbox refuses an import was told differently by different people: 413, 500 and 507.</summary>
internal sealed class QuotaAnswer : IServiceProbe
{
    public string Id => nameof(QuotaAnswer);

    public string Question => "What does an import into a full mailbox answer?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        if (await bench.ImportSampleAsync(cancellationToken).ConfigureAwait(false) is not { } sample)
        {
            return await bench.WhyNoSampleAsync(cancellationToken).ConfigureAwait(false);
        }

        if (sample.ItemId is not null)
        {
            return ProbeOutcome.NotRun("The destination test mailbox has room. Set-Mailbox <test mailbox> -ArchiveQuota with less than it holds, wait until it is in force, then ask with -Probe QuotaAnswer.");
        }

        var refusal = sample.Refusal;
        return refusal?.Failure is not { } failure ? ProbeOutcome.Unclear("No refusal was seen")
            : ServiceRefusals.IsQuota(failure) ? ProbeOutcome.Answered($"{refusal.Said}", "It is understood as a full mailbox: the user waits, others go on, and it continues by itself when there is room.")
            : ProbeOutcome.Answered($"{refusal.Said}, which names no quota", "If the mailbox is full, this is not understood as such: the user ends as Failed instead of waiting. Please send us the file of this test.");
    }
}

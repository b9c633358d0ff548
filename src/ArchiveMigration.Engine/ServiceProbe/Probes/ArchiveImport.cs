using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>Documentation and one observer say that archives take imports, another observer says that they are read-only. A session that is opened is only half of it.</summary>
internal sealed class ArchiveImport : IServiceProbe
{
    public string Id => nameof(ArchiveImport);

    public string Question => "Can an item be imported into the destination's mailbox?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var kind = bench.Destination.IsArchive ? "archive" : "primary mailbox";
        if (await bench.ImportSampleAsync(cancellationToken).ConfigureAwait(false) is not { } sample)
        {
            return await bench.WhyNoSampleAsync(cancellationToken).ConfigureAwait(false);
        }

        if (sample.ItemId is not null)
        {
            return ProbeOutcome.Answered($"Yes, into the {kind}", "Migrations to it work as they are built.");
        }

        var refusal = sample.Refusal;
        var step = refusal == sample.Session ? "opening a session" : "the import itself";
        return refusal?.Failure switch
        {
            null => ProbeOutcome.Unclear("The import was answered without an item's id"),
            { } full when ServiceRefusals.IsQuota(full) => ProbeOutcome.Answered($"Yes, but the {kind} is full", "Migrations wait for room there. Empty the test mailbox to ask the other questions."),
            { } closed when closed.Mentions(ServiceRefusals.ArchiveNotAllowed) => ProbeOutcome.Answered(
                $"No: {step} was refused for archives", "Users end as Failed with ArchiveAccessRefused, nothing is half done. Migrate into primary mailboxes (-DestinationMailbox Primary) until Microsoft opens archives."),
            { } other => ProbeOutcome.Answered($"No: {step} was refused ({refusal.Said})", "Users end as Failed with this code. If it is a permission, Test-ArchiveMigrationReadiness says which."),
        };
    }
}

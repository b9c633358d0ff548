namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>Whether each shard of an archive has an upload limit of its own can be seen only by using up two of them.</summary>
internal sealed class ShardBudget : IServiceProbe
{
    public string Id => nameof(ShardBudget);

    public string Question => "Has every shard of an archive its own upload limit?";

    public Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken) => Task.FromResult(ProbeOutcome.NotRun(
        "It takes an auto-expanded destination and uploads of more than 300 MB in five minutes. Migrations take each shard for a mailbox of its own and slow down by themselves when Exchange says otherwise: "
        + "a run into such an archive that shows throttled time answers it."));
}

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>Streams of EWS and Graph are said to be the same; there is no EWS in this product to ask with.</summary>
internal sealed class EwsStream : IServiceProbe
{
    public string Id => nameof(EwsStream);

    public string Question => "Is an item that was exported by EWS taken by Graph's import, and the other way round?";

    public Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken) => Task.FromResult(ProbeOutcome.NotRun(
        "ArchiveMigration does not speak EWS, which ends in April 2027. Nothing depends on the answer."));
}

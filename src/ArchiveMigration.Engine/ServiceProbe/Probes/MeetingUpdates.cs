namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>That an imported meeting tells nobody anything can only be seen by its attendees.</summary>
internal sealed class MeetingUpdates : IServiceProbe
{
    public string Id => nameof(MeetingUpdates);

    public string Question => "Does an imported meeting send nothing to its attendees?";

    public Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken) => Task.FromResult(ProbeOutcome.NotRun(
        "Only an attendee can see it. Put a future meeting with yourself as attendee into the source test archive, migrate it, and look whether anything comes."));
}

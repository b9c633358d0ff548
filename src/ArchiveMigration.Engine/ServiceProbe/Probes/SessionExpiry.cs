namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>What an import session answers after its end is not published.</summary>
internal sealed class SessionExpiry : IServiceProbe
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    public string Id => nameof(SessionExpiry);

    public string Question => "What does an import session answer after its end?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        if (await bench.SampleAsync(cancellationToken).ConfigureAwait(false) is not { } item || await bench.FolderAsync(cancellationToken).ConfigureAwait(false) is not { } folder)
        {
            return await bench.WhyNoSampleAsync(cancellationToken).ConfigureAwait(false);
        }

        var (session, url) = await bench.Destination.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        if (url is null || SessionLifetime.LifetimeOf(session.Text("expirationDateTime"), session.Date ?? bench.Time.GetUtcNow()) is not { } lifetime)
        {
            return ProbeOutcome.NotRun("No import session that says its end could be opened.");
        }

        if (lifetime > bench.Request.MaximumWait)
        {
            return ProbeOutcome.NotRun($"A session lasts {SessionLifetime.Show(lifetime)}. Give -MaximumWait as much to have its end waited for.");
        }

        await Task.Delay((lifetime > TimeSpan.Zero ? lifetime : TimeSpan.Zero) + Margin, bench.Time, cancellationToken).ConfigureAwait(false);
        var answer = await bench.Destination.ImportAsync(url, folder, item, chunked: false, cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            401 or 403 => ProbeOutcome.Answered($"{answer.Said}", "It is understood: a new session is opened and the item sent again."),
            >= 200 and < 300 => ProbeOutcome.Answered("It still takes items", "Sessions are renewed before their end all the same."),
            _ => ProbeOutcome.Answered($"{answer.Said}", "It is not understood as an ended session: an item that meets it would be reported as failed. Sessions are renewed before their end, so it is rare."),
        };
    }
}

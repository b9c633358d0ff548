using System.Globalization;

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>How long an import session lasts is not published.</summary>
internal sealed class SessionLifetime : IServiceProbe
{
    public string Id => nameof(SessionLifetime);

    public string Question => "How long does an import session last?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var (answer, url) = await bench.Destination.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        return url is null ? ProbeOutcome.NotRun($"No import session could be opened ({answer.Said}).")
            : LifetimeOf(answer.Text("expirationDateTime"), answer.Date ?? bench.Time.GetUtcNow()) is { } lifetime ? ProbeOutcome.Answered(Show(lifetime), "A new session is opened five minutes before the end, of one shorter than ten minutes at half its time.")
            : ProbeOutcome.Answered("It does not say", "A new session is opened after five minutes.");
    }

    internal static TimeSpan? LifetimeOf(string? end, DateTimeOffset now) =>
        DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time - now : null;

    internal static string Show(TimeSpan span) => span.TotalMinutes >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:N0} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:N0} seconds");
}

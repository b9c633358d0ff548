using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>Only beta documents the archive's id; v1.0 was seen to give it as well.</summary>
internal sealed class ArchiveIdInVersion1 : IServiceProbe
{
    public string Id => nameof(ArchiveIdInVersion1);

    public string Question => "Does v1.0 tell the id of a user's archive?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var answer = await bench.ReadSettingsAsync(MailboxUrl.V1, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            return ProbeOutcome.Unclear($"{answer.Said}");
        }

        // Some answer with a list of one.
        var tells = (answer.Text("inPlaceArchiveMailboxId") ?? answer.List("value").Select(only => only.TryGetProperty("inPlaceArchiveMailboxId", out var id) ? id.GetString() : null).FirstOrDefault()) is not null;
        return ProbeOutcome.Answered(tells ? "Yes" : "No", tells ? "Archives are found in beta first, and would be found without it." : "Archives are found through beta only: when beta ends before v1.0 tells them, nobody's archive is found.");
    }
}

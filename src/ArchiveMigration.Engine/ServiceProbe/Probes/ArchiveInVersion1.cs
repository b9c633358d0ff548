using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>v1.0 was seen to refuse archives in folder calls; Microsoft has announced that it will serve them.</summary>
internal sealed class ArchiveInVersion1 : IServiceProbe
{
    public string Id => nameof(ArchiveInVersion1);

    public string Question => "Does v1.0 of the API serve archives?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var answer = await bench.Source.SendAsync(HttpMethod.Get, null, "/folders", "$top=1", null, MailboxUrl.V1, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? ProbeOutcome.Answered("Yes", "Archives are still asked for in beta first, and in v1.0 by themselves as soon as beta does not serve one.")
            : answer.Failure?.Mentions(ServiceRefusals.ArchiveNotAllowed) == true ? ProbeOutcome.Answered("No", "Archives are read and written through beta, which Microsoft does not support for production. v1.0 is taken by itself as soon as beta does not serve one.")
            : ProbeOutcome.Unclear($"{answer.Said}");
    }
}

using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>Folders of auto-expanded archives are elsewhere; the examples of the redirect name the folder only, and whether ids stay is not documented.</summary>
internal sealed class ShardRedirect : IServiceProbe
{
    private const int MostTried = 5;

    public string Id => nameof(ShardRedirect);

    public string Question => "How does an auto-expanded archive say where a folder is, and is it the same twice?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var folders = await bench.Source.Mailbox.MeasureFoldersAsync(cancellationToken).ConfigureAwait(false);
        var main = bench.Source.Mailbox.MailboxId;

        // The main archive lists an expanded folder and redirects to its shard; those below it have the shard's ids already.
        foreach (var folder in folders.Where(folder => !folder.ShardId.Equals(main, StringComparison.OrdinalIgnoreCase)).Take(MostTried))
        {
            var first = await bench.Source.GetAsync(folder.Folder.Id, "/items", "$select=id&$top=1", cancellationToken).ConfigureAwait(false);
            if (first.Location is not null && MailboxUrl.Parse(bench.Source.Wire.Border.Cloud.Graph, first.Location) is { } place)
            {
                var second = await bench.Source.GetAsync(folder.Folder.Id, "/items", "$select=id&$top=1", cancellationToken).ConfigureAwait(false);
                return Compare(first, second, place);
            }
        }

        return ProbeOutcome.NotRun("The source test archive is not auto-expanded, or none of its folders redirects. Ask with an archive that has outgrown 100 GB.");
    }

    private static ProbeOutcome Compare(WireAnswer first, WireAnswer second, MailboxUrl place)
    {
        var what = place.Tail.Length > 0 ? "with the whole request in its Location" : "with the folder alone in its Location";
        return first.Location == second.Location
            ? ProbeOutcome.Answered($"{first.Said} {what}; the same twice", "Both forms are followed. Where a folder is, is learnt anew in every run.")
            : ProbeOutcome.Answered($"{first.Said} {what}; another the second time", "Both forms are followed, but items recorded by an earlier run may not be found again by their ids.");
    }
}

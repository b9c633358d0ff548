namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>That a second folder of one name is refused rests on how Exchange behaves elsewhere.</summary>
internal sealed class FolderNameTaken : IServiceProbe
{
    public string Id => nameof(FolderNameTaken);

    public string Question => "Is a second folder of the same name refused?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        if (await bench.FolderAsync(cancellationToken).ConfigureAwait(false) is not { } parent)
        {
            return ProbeOutcome.NotRun(ProbeBench.NoFolder);
        }

        var first = await bench.Destination.CreateFolderAsync(parent, "Twice", "IPF.Note", cancellationToken).ConfigureAwait(false);
        if (!first.IsSuccess)
        {
            return ProbeOutcome.NotRun($"No folder could be made ({first.Said}).");
        }

        var second = await bench.Destination.CreateFolderAsync(parent, "twice", "IPF.Note", cancellationToken).ConfigureAwait(false);
        return second.IsSuccess ? ProbeOutcome.Answered("No: there are two then", "Folders are looked for by name before they are made, so no second one is made on purpose. One can appear when an answer is lost: merge them by hand.")
            : second.Failure!.Mentions("ErrorFolderExists") ? ProbeOutcome.Answered($"Yes ({second.Said})", "The folder that is there is used.")
            : ProbeOutcome.Answered($"Yes, with another code than expected ({second.Said})", "A folder that somebody makes in the same moment ends the user's pass with this code; the next one uses it.");
    }
}

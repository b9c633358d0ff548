namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>Folder names may contain a slash; whether one can be made with it through this API is not documented.</summary>
internal sealed class FolderNameWithSlash : IServiceProbe
{
    private const string Name = "Offers and/or Contracts";

    public string Id => nameof(FolderNameWithSlash);

    public string Question => "Can a folder be made with a slash in its name?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        if (await bench.FolderAsync(cancellationToken).ConfigureAwait(false) is not { } parent)
        {
            return ProbeOutcome.NotRun(ProbeBench.NoFolder);
        }

        var answer = await bench.Destination.CreateFolderAsync(parent, Name, "IPF.Note", cancellationToken).ConfigureAwait(false);
        return !answer.IsSuccess ? ProbeOutcome.Answered($"No: it is refused ({answer.Said})", "A user who has such a folder ends as Failed with this code. Rename the folder at the source.")
            : answer.Text("displayName") == Name ? ProbeOutcome.Answered("Yes", "Such folders are made as they are named.")
            : ProbeOutcome.Answered("It is made under another name", "The next run would not find it again and make another. Rename such folders at the source.");
    }
}

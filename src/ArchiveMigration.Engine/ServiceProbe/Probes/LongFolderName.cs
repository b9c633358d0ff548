namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>How long a folder's name may be in this API is not documented.</summary>
internal sealed class LongFolderName : IServiceProbe
{
    private const int Length = 256;

    public string Id => nameof(LongFolderName);

    public string Question => $"Can a folder's name be {Length} characters long?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        if (await bench.FolderAsync(cancellationToken).ConfigureAwait(false) is not { } parent)
        {
            return ProbeOutcome.NotRun(ProbeBench.NoFolder);
        }

        var name = new string('n', Length);
        var answer = await bench.Destination.CreateFolderAsync(parent, name, "IPF.Note", cancellationToken).ConfigureAwait(false);
        return !answer.IsSuccess ? ProbeOutcome.Answered($"No: it is refused ({answer.Said})", "The source has the same limit, so that no such folder is to be copied.")
            : answer.Text("displayName") == name ? ProbeOutcome.Answered("Yes", "Long names are kept.")
            : ProbeOutcome.Answered("It is made with a shorter name", "The next run would not find it again and make another. Shorten such names at the source.");
    }
}

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>Deleted folders lie under the archive's Deleted Items; whether folders can be made there is not documented.</summary>
internal sealed class FolderUnderDeletedItems : IServiceProbe
{
    public string Id => nameof(FolderUnderDeletedItems);

    public string Question => "Can a folder be made under the archive's Deleted Items?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        // The name differs by language; this one folder tells what it is, also in archives.
        string? deleted = null;
        await foreach (var folder in bench.Destination.Mailbox.ListFoldersAsync(cancellationToken).ConfigureAwait(false))
        {
            if (folder.WellKnownName is "archivedeleteditems" or "deleteditems")
            {
                deleted = folder.Id;
                break;
            }
        }

        if (deleted is null)
        {
            return ProbeOutcome.NotRun("No folder of the destination says that it is Deleted Items.");
        }

        var answer = await bench.Destination.CreateFolderAsync(deleted, "ArchiveMigration service test", "IPF.Note", cancellationToken).ConfigureAwait(false);
        return bench.Made(answer) is not null
            ? ProbeOutcome.Answered("Yes", "Folders that were deleted at the source are copied to where they lie.")
            : ProbeOutcome.Answered($"No: it is refused ({answer.Said})", "A user who has folders there ends as Failed with this code. Empty Deleted Items at the source.");
    }
}

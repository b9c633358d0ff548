using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>Takes away what a test wrote: its folders, or, where folders cannot be deleted (auto-expanded archives), the items in them.</summary>
internal sealed class ProbeCleanUp(ProbeBench bench)
{
    public async Task<ServiceAnswer> RunAsync(CancellationToken cancellationToken)
    {
        var left = 0;
        try
        {
            foreach (var folder in bench.MadeFolders)
            {
                var answer = await bench.Destination.SendAsync(HttpMethod.Delete, folder, "/$ref", string.Empty, null, null, cancellationToken).ConfigureAwait(false);
                if (!answer.IsSuccess)
                {
                    await EmptyAsync(folder, cancellationToken).ConfigureAwait(false);
                    left++;
                }
            }
        }
        catch (MigrationException)
        {
            left++;
        }

        return new ServiceAnswer
        {
            Id = "CleanUp",
            Question = "Is everything that was written gone again?",
            Status = ServiceAnswerStatus.Answered,
            Answer = left == 0 ? "Yes" : "No",
            Meaning = left == 0 ? "The destination test mailbox is as it was, Deleted Items and Recoverable Items aside." : $"Delete the folder '{bench.FolderName}' of the destination test mailbox by hand, and 'ArchiveMigration service test' under its Deleted Items.",
            Evidence = bench.TakeEvidence(),
        };
    }

    // Needs MailboxItem.ReadWrite.All, which a migration does without: what cannot be deleted stays and is told.
    private async Task EmptyAsync(string folder, CancellationToken cancellationToken)
    {
        foreach (var item in await ItemsAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            await bench.Destination.SendAsync(HttpMethod.Delete, folder, "/items/" + Uri.EscapeDataString(item), "disposalType=softDelete", null, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<List<string>> ItemsAsync(string folder, CancellationToken cancellationToken)
    {
        WireAnswer listed = await bench.Destination.GetAsync(folder, "/items", "$select=id&$top=250", cancellationToken).ConfigureAwait(false);
        return [.. listed.List("value").Select(item => item.GetProperty("id").GetString()!)];
    }
}

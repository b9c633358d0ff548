using System.Globalization;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>
/// What probes share: the two test mailboxes, a small item of the source, and a folder at the destination for everything that is written, which is taken away in the end.
/// </summary>
internal sealed class ProbeBench(IMailbox source, ServiceWire sourceWire, IMailbox destination, ServiceWire destinationWire, IReadOnlyCollection<string>? destinationPermissions, ServiceTestRequest request, TimeProvider time)
{
    /// <summary>Why something that needs items cannot be asked.</summary>
    public const string NoSourceItem = "The source test mailbox has no items. Send it some mails and ask again.";

    /// <summary>Why something that needs a folder cannot be asked.</summary>
    public const string NoFolder = "No folder could be made at the destination: see the evidence of the first question that needed one.";

    /// <summary>Why something that needs a copy cannot be asked.</summary>
    public const string NoImportedItem = "It takes an imported item, and none could be imported: see ArchiveImport.";

    private const int MostItemsLooked = 20_000;

    private readonly List<ServiceEvidence> evidence = [];
    private readonly List<string> madeFolders = [];
    private List<(MailboxFolder Folder, MailboxItem Item)>? sourceItems;
    private ProbeItem? sample;
    private string? folderId;
    private (ImportedSample Sample, List<ServiceEvidence> Evidence)? imported;

    public ProbeMailbox Source => field ??= new ProbeMailbox(source, sourceWire, Hear);

    public ProbeMailbox Destination => field ??= new ProbeMailbox(destination, destinationWire, Hear);

    public ServiceTestRequest Request { get; } = request;

    public TimeProvider Time { get; } = time;

    /// <summary>What the sign-in of the destination was granted for the whole tenant; null when that cannot be seen.</summary>
    public IReadOnlyCollection<string>? DestinationPermissions { get; } = destinationPermissions;

    /// <summary>The folder for what is written; null before something was.</summary>
    public string? FolderName { get; private set; }

    /// <summary>Folders that were made and are to be taken away, the last first.</summary>
    public IEnumerable<string> MadeFolders => Enumerable.Reverse(madeFolders);

    /// <summary>Gives what was heard since the last call.</summary>
    public IReadOnlyList<ServiceEvidence> TakeEvidence()
    {
        var taken = evidence.ToArray();
        evidence.Clear();
        return taken;
    }

    /// <summary>The items of the source test mailbox with their folders, the smallest first; of a large mailbox only the first ones.</summary>
    public async Task<IReadOnlyList<(MailboxFolder Folder, MailboxItem Item)>> SourceItemsAsync(CancellationToken cancellationToken)
    {
        if (sourceItems is null)
        {
            List<(MailboxFolder, MailboxItem Item)> found = [];
            await foreach (var folder in source.ListFoldersAsync(cancellationToken).ConfigureAwait(false))
            {
                await foreach (var page in source.ListItemsAsync(folder, null, cancellationToken).ConfigureAwait(false))
                {
                    found.AddRange(page.Select(item => (folder, item)));
                    if (found.Count >= MostItemsLooked)
                    {
                        break;
                    }
                }

                if (found.Count >= MostItemsLooked)
                {
                    break;
                }
            }

            sourceItems = [.. found.OrderBy(entry => entry.Item.Size)];
        }

        return sourceItems;
    }

    /// <summary>Those that are not in another shard, which would answer with a redirect.</summary>
    public async Task<IReadOnlyList<(MailboxFolder Folder, MailboxItem Item)>> MainItemsAsync(CancellationToken cancellationToken) =>
        [.. (await SourceItemsAsync(cancellationToken).ConfigureAwait(false)).Where(entry => entry.Item.ShardId.Equals(source.MailboxId, StringComparison.OrdinalIgnoreCase))];

    /// <summary>A small item of the source, exported; null when there is none.</summary>
    public async Task<ProbeItem?> SampleAsync(CancellationToken cancellationToken)
    {
        if (sample is null)
        {
            var items = await SourceItemsAsync(cancellationToken).ConfigureAwait(false);
            var chosen = items.Select(entry => entry.Item).FirstOrDefault(item => item.SearchKey is not null) ?? items.Select(entry => entry.Item).FirstOrDefault();
            sample = chosen is null ? null : await ProbeItem.ExportAsync(source, chosen, cancellationToken).ConfigureAwait(false);
        }

        return sample;
    }

    /// <summary>The folder at the destination for everything that is written; null when it cannot be made, and what was heard says why.</summary>
    public async Task<string?> FolderAsync(CancellationToken cancellationToken)
    {
        if (folderId is null)
        {
            FolderName = string.Create(CultureInfo.InvariantCulture, $"ArchiveMigration service test {Time.GetUtcNow():yyyy-MM-dd HHmmss}");
            var answer = await Destination.CreateFolderAsync(null, FolderName, "IPF.Note", cancellationToken).ConfigureAwait(false);
            folderId = Made(answer);
        }

        return folderId;
    }

    /// <summary>Remembers a folder that was made, so that it is taken away; gives its id.</summary>
    public string? Made(WireAnswer creation)
    {
        var id = creation.IsSuccess ? creation.Text("id") : null;
        if (id is not null)
        {
            madeFolders.Add(id);
        }

        return id;
    }

    /// <summary>A small item imported into the test folder, once for all probes that look at it; null when there is no item to import or no folder.</summary>
    public async Task<ImportedSample?> ImportSampleAsync(CancellationToken cancellationToken)
    {
        if (imported is { } known)
        {
            evidence.AddRange(known.Evidence);
            return known.Sample;
        }

        if (await SampleAsync(cancellationToken).ConfigureAwait(false) is not { } item || await FolderAsync(cancellationToken).ConfigureAwait(false) is not { } folder)
        {
            return null;
        }

        var before = evidence.Count;
        var (session, url) = await Destination.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        var import = url is null ? null : await Destination.ImportAsync(url, folder, item, chunked: false, cancellationToken).ConfigureAwait(false);
        imported = (new ImportedSample(item, folder, session, import), evidence[before..]);
        return imported.Value.Sample;
    }

    /// <summary>Why there is no imported sample.</summary>
    public async Task<ProbeOutcome> WhyNoSampleAsync(CancellationToken cancellationToken) =>
        ProbeOutcome.NotRun(await SampleAsync(cancellationToken).ConfigureAwait(false) is null ? NoSourceItem : NoFolder);

    /// <summary>Reads the imported sample back; null when there is none.</summary>
    public async Task<(ImportedSample Sample, WireAnswer Answer)?> ReadImportedAsync(string query, CancellationToken cancellationToken)
    {
        if (await ImportSampleAsync(cancellationToken).ConfigureAwait(false) is not { ItemId: { } id } sample)
        {
            return null;
        }

        var answer = await Destination.GetAsync(sample.FolderId, "/items/" + Uri.EscapeDataString(id), query.Replace(" ", "%20", StringComparison.Ordinal), cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? (sample, answer) : null;
    }

    /// <summary>Asks for the mailbox ids of the source's user.</summary>
    public async Task<WireAnswer> ReadSettingsAsync(string version, CancellationToken cancellationToken)
    {
        var url = new Uri(sourceWire.Border.Cloud.Graph, $"{version}/users/{Uri.EscapeDataString(source.Address)}/settings/exchange");
        var answer = await sourceWire.SendAsync(HttpMethod.Get, url, null, $"GET {version}/users/<id>/settings/exchange", cancellationToken).ConfigureAwait(false);
        Hear(answer);
        return answer;
    }

    private void Hear(WireAnswer answer) => evidence.Add(new ServiceEvidence(
        answer.Request, answer.Status, answer.Failure?.Code, EvidenceText.Mask(answer.Failure?.Message), answer.RequestId, Time.GetUtcNow()));
}

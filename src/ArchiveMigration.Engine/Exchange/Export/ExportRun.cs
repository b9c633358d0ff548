using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Export;

/// <summary>
/// The work of one export: which items are still to be asked for, where, and what an answer about one of them leads to.
/// </summary>
internal sealed class ExportRun
{
    private const int MostHops = 5;

    private readonly MailboxCalls calls;
    private readonly Queue<ExportBatch> work;
    private readonly List<(string MailboxId, MailboxItem Item, int Hops)> moved = [];

    public ExportRun(MailboxCalls calls, IReadOnlyList<MailboxItem> items)
    {
        this.calls = calls;
        work = new Queue<ExportBatch>(items
            .GroupBy(item => item.ShardId, StringComparer.OrdinalIgnoreCase)
            .Select(shard => new ExportBatch(shard.Key, [.. shard], NewPatience())));
    }

    /// <summary>What to ask for next, or null when every item has been answered.</summary>
    public ExportBatch? Next()
    {
        if (work.Count == 0)
        {
            // Moved items are gathered until all else is done, so that each shard is asked for its own in one request.
            foreach (var shard in moved.GroupBy(entry => (entry.MailboxId, entry.Hops), entry => entry.Item))
            {
                work.Enqueue(new ExportBatch(shard.Key.MailboxId, [.. shard], NewPatience()) { Hops = shard.Key.Hops });
            }

            moved.Clear();
        }

        return work.TryDequeue(out ExportBatch? batch) ? batch : null;
    }

    /// <summary>The items of a batch by id, each to be taken out when it is answered.</summary>
    public static Dictionary<string, MailboxItem> Open(ExportBatch batch) => batch.Items.ToDictionary(item => Canonical(item.Id), StringComparer.Ordinal);

    /// <summary>The item an entry is about, taken from those still open; null when it says nothing about any of them.</summary>
    public static MailboxItem? Take(Dictionary<string, MailboxItem> open, ExportEntry entry, ExportBatch batch)
    {
        if ((entry.Content is null && entry.Error is null) || (entry.ItemId is null && !batch.IsSingle))
        {
            return null;
        }

        return open.Remove(Canonical(entry.ItemId ?? batch.Items[0].Id), out MailboxItem? item) ? item : null;
    }

    /// <summary>What to hand out for an item's entry; null when the item is to be asked for again, elsewhere or later.</summary>
    public ExportedItem? Answer(MailboxItem item, ExportEntry entry, ExportBatch batch, string? requestId)
    {
        if (entry.Content is not null)
        {
            return new ExportedItem(item, entry.Content);
        }

        ExportItemError error = entry.Error!;
        if (error.IsMoved)
        {
            return FollowMove(item, error, batch);
        }

        if (ItemFailures.IsPassing(error) && batch.Patience.Next(Trouble.ServerError) is { } wait)
        {
            AskSingly([item], batch, wait);
            return null;
        }

        return new ExportedItem(item, ItemFailures.OfExport(error, calls.Subject, calls.Address, requestId));
    }

    /// <summary>Asks for items again, one by one.</summary>
    public void AskSingly(IEnumerable<MailboxItem> items, ExportBatch batch, TimeSpan wait)
    {
        foreach (MailboxItem item in items)
        {
            work.Enqueue(batch with { Items = [item], Patience = batch.IsSingle ? batch.Patience : NewPatience(), Wait = wait });
        }
    }

    private ExportedItem? FollowMove(MailboxItem item, ExportItemError error, ExportBatch batch)
    {
        try
        {
            Uri.TryCreate(error.Message, UriKind.Absolute, out Uri? url);
            MailboxUrl there = calls.Transport.Border.CheckMailboxUrl(url ?? new Uri("about:blank"), calls.Subject, calls.Address);
            if (batch.Hops >= MostHops || there.MailboxId.Equals(batch.MailboxId, StringComparison.OrdinalIgnoreCase))
            {
                return new ExportedItem(item, MovesForEver());
            }

            moved.Add((there.MailboxId, item, batch.Hops + 1));
            return null;
        }
        catch (MigrationException refused)
        {
            return new ExportedItem(item, refused);
        }
    }

    private RetryPolicy.Patience NewPatience() => calls.Transport.Retries.Start();

    private MigrationException MovesForEver() => new(
        ErrorIds.RedirectRefused, MigrationErrorKind.Service, $"Exchange sends an item of {calls.Subject} from one part of the archive to another without end.")
    {
        Target = calls.Address,
        Remedy = "Exchange is probably moving parts of the archive; retry the errors later.",
        IsTransient = true,
    };

    // The same id is written in either base64 alphabet (RFC 4648).
    private static string Canonical(string id) => id.Replace('-', '+').Replace('_', '/');
}

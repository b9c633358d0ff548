using System.Collections.Concurrent;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// What the answers that were lost would have decided. An item was not in its folder before it was sent: when it is found there afterwards, and is the only one of its
/// search key, the import went well and is recorded as if it had been answered.
/// </summary>
internal sealed class LostAnswers
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, ItemOutcome>> byFolder = new(StringComparer.Ordinal);

    /// <summary>An answer was lost.</summary>
    /// <param name="item">The item that was sent.</param>
    /// <param name="outcome">What it would have come to, but for the copy's id and version.</param>
    public void Add(LedgerItem item, ItemOutcome outcome)
    {
        if (ImportIntents.IsNotNeededFor(item))
        {
            byFolder.GetOrAdd(item.DestinationFolderId!, static _ => new(StringComparer.Ordinal))[Convert.ToHexString(item.Source.SearchKey!)] = outcome;
        }
    }

    /// <summary>Begins a look at a folder; what is not found by it is forgotten.</summary>
    /// <returns>Null when nothing was lost there.</returns>
    public Look? BeginLook(string folderId) => byFolder.TryRemove(folderId, out var sent) ? new Look(sent) : null;

    /// <summary>One look at one folder.</summary>
    internal sealed class Look(IReadOnlyDictionary<string, ItemOutcome> sent)
    {
        private readonly Dictionary<string, Dictionary<string, MailboxItem>> copies = new(StringComparer.Ordinal);

        /// <summary>The look showed items of the destination.</summary>
        public void Saw(IReadOnlyList<MailboxItem> page)
        {
            foreach (var item in page)
            {
                if (item.SearchKey is { } bytes && Convert.ToHexString(bytes) is var key && sent.ContainsKey(key))
                {
                    copies.TryAdd(key, []);
                    copies[key][item.Id] = item;
                }
            }
        }

        /// <summary>What became of the items that may have arrived, with the copies that would be theirs.</summary>
        public IEnumerable<ItemOutcome> Answers =>
            from found in copies
            where found.Value.Count == 1
            let copy = found.Value.Values.First()
            select sent[found.Key] with { DestinationItemId = copy.Id, DestinationChangeKey = copy.ChangeKey };
    }
}

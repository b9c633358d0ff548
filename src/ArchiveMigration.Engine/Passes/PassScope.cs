using System.Collections.Concurrent;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Which of the Pending items a pass copies. The others stay Pending for a later one: unlike what a rule leaves out they belong to the migration.
/// </summary>
internal sealed class PassScope(DateTimeOffset? before)
{
    private ConcurrentDictionary<(string Shard, string Id), bool>? chosen;

    /// <summary>Whether it is all of them.</summary>
    public bool IsAll => before is null && chosen is null;

    /// <summary>Whether an item is copied. One without any date is not older than anything.</summary>
    public bool Contains(LedgerItem item)
        => (before is null || (item.Source.DatedUtc ?? item.Source.LastModifiedUtc) < before) && chosen?.ContainsKey((item.Source.ShardId, item.Source.Id)) != false;

    /// <summary>From now on only what is chosen.</summary>
    public void ChooseOnly() => chosen = new ConcurrentDictionary<(string, string), bool>();

    /// <summary>Chooses an item.</summary>
    public void Choose(MailboxItem item) => chosen!.TryAdd((item.ShardId, item.Id), true);
}

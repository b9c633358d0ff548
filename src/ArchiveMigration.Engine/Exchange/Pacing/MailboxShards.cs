using System.Collections.Concurrent;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>The gates that the requests for one opened mailbox go through: its own, and those of the shards it leads to.</summary>
internal sealed class MailboxShards(MailboxGates gates)
{
    private readonly ConcurrentDictionary<string, (MailboxGate Gate, MailboxPace Before)> used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What went through them since this mailbox was opened, all taken together.</summary>
    public MailboxPace Pace => used.Values
        .Select(entry => entry.Gate.Pace.Since(entry.Before))
        .Aggregate(new MailboxPace { Limits = gates.Limits }, static (sum, next) => sum.Plus(next));

    /// <summary>The gate of the mailbox or of one of its shards.</summary>
    public MailboxGate For(string mailboxId) => used.GetOrAdd(
        mailboxId,
        static (id, gates) =>
        {
            MailboxGate gate = gates.For(id);
            return (gate, gate.Pace);
        },
        gates).Gate;
}

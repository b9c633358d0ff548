using System.Collections.Concurrent;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>The gate of each mailbox. Every shard of an auto-expanded archive is a mailbox of its own and has its own limits.</summary>
internal sealed class MailboxGates(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, MailboxGate> gates = new(StringComparer.OrdinalIgnoreCase);

    public MailboxGate For(string mailboxId) => gates.GetOrAdd(mailboxId, _ => new MailboxGate(time));
}

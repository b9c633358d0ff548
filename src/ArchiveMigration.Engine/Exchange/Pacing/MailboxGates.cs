using System.Collections.Concurrent;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>
/// The gate of each mailbox, for one application. Every shard of an auto-expanded archive is a mailbox of its own and has its own limits.
/// </summary>
internal sealed class MailboxGates(PaceLimits limits, TimeProvider time)
{
    // Exchange counts what an application asks, whichever command of this process asks it: a run that follows another within minutes must know.
    private static readonly ConcurrentDictionary<(Uri Graph, string Tenant, string Client, PaceLimits Limits), MailboxGates> OfThisProcess = new();

    private readonly ConcurrentDictionary<string, MailboxGate> gates = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, MailboxUse> recalled = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The gates of an endpoint's application; on the system's clock the same for everybody in the process.</summary>
    public static MailboxGates Of(MigrationEndpoint endpoint, PaceLimits limits, TimeProvider time) => time == TimeProvider.System
        ? OfThisProcess.GetOrAdd(
            (endpoint.Cloud.Graph, endpoint.TenantId.ToUpperInvariant(), endpoint.ClientId.ToUpperInvariant(), limits),
            static key => new MailboxGates(key.Limits, TimeProvider.System))
        : new MailboxGates(limits, time);

    public PaceLimits Limits { get; } = limits;

    /// <summary>What still counts of all that went through.</summary>
    public IReadOnlyList<MailboxUse> Use => [.. gates.Select(static entry => entry.Value.UseOf(entry.Key)).Where(static use => use.Requests.Count + use.UploadBytes.Count > 0)];

    /// <summary>Lets the gates that are not there yet begin with what other processes asked of their mailboxes.</summary>
    public void Recall(IReadOnlyList<MailboxUse> uses)
    {
        foreach (MailboxUse use in uses)
        {
            recalled[use.MailboxId] = use;
        }
    }

    public MailboxGate For(string mailboxId) => gates.GetOrAdd(mailboxId, id => new MailboxGate(Limits, time, recalled.GetValueOrDefault(id)));
}

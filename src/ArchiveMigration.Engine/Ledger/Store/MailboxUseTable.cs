using System.Text.Json;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>What was asked of mailboxes lately. Each method works inside the session's transaction.</summary>
internal static class MailboxUseTable
{
    /// <summary>Takes the place of what was known of these mailboxes, and forgets what counts no more.</summary>
    public static void Put(StoreSession session, string clientId, IReadOnlyList<MailboxUse> uses, DateTimeOffset now)
    {
        session.Execute("DELETE FROM mailbox_use WHERE kept_utc < $old", ("$old", (now - MailboxLimits.RequestWindow).UtcTicks));
        foreach (var use in uses)
        {
            session.Execute(
                "INSERT OR REPLACE INTO mailbox_use (client_id, mailbox_id, kept_utc, requests, upload_bytes) VALUES ($client, $mailbox, $now, $requests, $bytes)",
                ("$client", clientId),
                ("$mailbox", use.MailboxId),
                ("$now", now.UtcTicks),
                ("$requests", Write(use.Requests)),
                ("$bytes", Write(use.UploadBytes)));
        }
    }

    public static List<MailboxUse> Of(StoreSession session, string clientId) => session.Query(
        "SELECT mailbox_id, requests, upload_bytes FROM mailbox_use WHERE client_id = $client",
        static row => new MailboxUse(row.GetString(0), Read(row.GetString(1)), Read(row.GetString(2))),
        ("$client", clientId));

    private static string Write(IReadOnlyList<SpentAmount> spent) => JsonSerializer.Serialize(spent.Select(static entry => new[] { entry.AtUtc.UtcTicks, entry.Amount }));

    private static SpentAmount[] Read(string json) => [.. JsonSerializer.Deserialize<long[][]>(json)!.Select(static pair => new SpentAmount(new DateTimeOffset(pair[0], TimeSpan.Zero), pair[1]))];
}

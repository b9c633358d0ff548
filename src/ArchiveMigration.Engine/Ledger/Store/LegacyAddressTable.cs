using System.Text.Json;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Distinguished names met in imported items, in the store. Works inside the session's transaction.</summary>
internal static class LegacyAddressTable
{
    /// <summary>Counts what outcomes of a pass tell. An item counts with the first import recorded of it, and never again.</summary>
    public static void Count(StoreSession session, long passId, IEnumerable<ItemOutcome> outcomes)
    {
        Dictionary<string, LegacyAddressStatistics> met = [];
        foreach (var outcome in outcomes.Where(static outcome => outcome.LegacyAddresses.Count > 0 && outcome.Disposition == Disposition.Imported))
        {
            var isFirst = session.Prepared("UPDATE item SET legacy_counted = 1 WHERE item_key = ?1 AND legacy_counted = 0").Set(1, outcome.ItemKey).Execute() > 0;
            if (isFirst)
            {
                Add(met, outcome.LegacyAddresses);
            }
        }

        // No pass: the user was removed meanwhile.
        if (met.Count == 0 || session.Scalar("SELECT user_id FROM pass WHERE pass_id = $pass", ("$pass", passId)) is not long user)
        {
            return;
        }

        var add = session.Prepared(
            """
            INSERT INTO legacy_address (user_id, dn_key, dn, count, unmapped, items, smtp) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                ON CONFLICT DO UPDATE SET count = count + excluded.count, unmapped = unmapped + excluded.unmapped, items = items + excluded.items, smtp = ifnull(smtp, excluded.smtp)
            """);
        foreach (var (key, dn) in met)
        {
            add.Set(1, user).Set(2, key).Set(3, dn.LegacyDn).Set(4, dn.Count).Set(5, dn.UnmappedCount).Set(6, dn.ItemCount).Set(7, dn.SmtpAddress).Execute();
        }
    }

    /// <summary>The names met at these users, summed, the most frequent first.</summary>
    public static List<LegacyAddressStatistics> Sum(StoreSession session, IReadOnlyCollection<long> userIds) => session.Query(
        """
        SELECT min(dn), sum(count), sum(unmapped), min(smtp), sum(items) FROM legacy_address
        WHERE user_id IN (SELECT value FROM json_each($users)) GROUP BY dn_key ORDER BY sum(count) DESC, dn_key
        """,
        static row => new LegacyAddressStatistics(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetText(3), row.GetInt64(4)),
        ("$users", JsonSerializer.Serialize(userIds)));

    private static void Add(Dictionary<string, LegacyAddressStatistics> met, IReadOnlyList<LegacyAddress> addresses)
    {
        foreach (var address in addresses)
        {
            // Names are compared without case, also at the destination.
            var key = address.LegacyDn.ToUpperInvariant();
            met[key] = met.TryGetValue(key, out var known)
                ? known with
                {
                    Count = known.Count + address.Count,
                    UnmappedCount = known.UnmappedCount + address.UnmappedCount,
                    SmtpAddress = known.SmtpAddress ?? address.SmtpAddress,
                    ItemCount = known.ItemCount + 1,
                }
                : new LegacyAddressStatistics(address.LegacyDn, address.Count, address.UnmappedCount, address.SmtpAddress, 1);
        }
    }
}

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>What a report asks of a whole project at once: with thousands of users one question each would take longer than the page.</summary>
internal static class ReportTable
{
    /// <summary>Failed items by user and error.</summary>
    public static List<FailureTally> Failures(StoreSession session, long projectId) => session.Query(
        $"""
        SELECT item.user_id, ifnull(outcome.error_id, '{ErrorIds.ItemMigrationFailed}'), outcome.service_code, count(*), sum(item.size), min(item.item_key), max(item.item_key)
        FROM user
        CROSS JOIN item INDEXED BY item_by_user ON item.user_id = user.user_id AND item.disposition = 4
        LEFT JOIN outcome ON outcome.item_key = item.item_key
        WHERE user.project_id = $project
        GROUP BY 1, 2, 3
        """,
        static row => new FailureTally(row.GetInt64(0), row.GetString(1), row.GetText(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6)),
        ("$project", projectId));
}

using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Reads the running counts, which triggers keep.</summary>
internal static class TallyTable
{
    /// <summary>The counts of a user.</summary>
    public static UserTally Of(StoreSession session, long userId) => new(
        session.Query(
            "SELECT category, disposition, sum(count), sum(size) FROM tally WHERE user_id = $user GROUP BY category, disposition HAVING sum(count) > 0 ORDER BY category, disposition",
            static row => Read(row, 0),
            ("$user", userId)),
        (int)(long)session.Scalar("SELECT count(*) FROM folder WHERE user_id = $user", ("$user", userId))!,
        (long)session.Scalar("SELECT ifnull(sum(bytes_transferred), 0) FROM pass WHERE user_id = $user", ("$user", userId))!,
        PassTable.Of(session, userId))
    {
        Mapping = session.Query(
            "SELECT mapped_items, mapped_addresses, not_mapped_items, left_addresses, untagged_items FROM mapping_tally WHERE user_id = $user",
            static row => new MappingTally(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
            ("$user", userId)) is [var mapping] ? mapping : MappingTally.None,
    };

    /// <summary>The counts of a user's source folders, those without items too.</summary>
    public static List<FolderTally> Folders(StoreSession session, long userId)
    {
        List<FolderTally> folders = [];
        List<TallyRow> rows = [];
        session.ForEach(
            """
            SELECT folder.folder_key, folder.path, folder.destination_path, tally.category, tally.disposition, tally.count, tally.size
            FROM folder LEFT JOIN tally ON tally.user_id = folder.user_id AND tally.folder_key = folder.folder_key AND tally.count > 0
            WHERE folder.user_id = $user ORDER BY folder.folder_key, tally.category, tally.disposition
            """,
            row =>
            {
                if (folders.Count == 0 || folders[^1].FolderKey != row.GetInt64(0))
                {
                    folders.Add(new FolderTally(row.GetInt64(0), row.GetString(1), row.GetText(2), rows = []));
                }

                if (!row.IsDBNull(3))
                {
                    rows.Add(Read(row, 3));
                }
            },
            ("$user", userId));
        return folders;
    }

    /// <summary>What each rule left out of a user, most items first.</summary>
    public static List<ExclusionTally> Exclusions(StoreSession session, long userId) => session.Query(
        "SELECT rule, count, size FROM rule_tally WHERE user_id = $user AND count > 0 ORDER BY count DESC, rule",
        static row => new ExclusionTally(row.GetString(0), row.GetInt64(1), row.GetInt64(2)),
        ("$user", userId));

    private static TallyRow Read(SqliteDataReader row, int first)
        => new((ItemCategory)row.GetInt32(first), (Disposition)row.GetInt32(first + 1), row.GetInt64(first + 2), row.GetInt64(first + 3));
}

using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;

namespace ArchiveMigration.Engine.Proof;

/// <summary>Finds out what the items are that the match left over at the destination, and where the missing ones went.</summary>
internal static class Leftovers
{
    /// <summary>Not told yet.</summary>
    public const int Untold = 0;

    /// <summary>A source item in another folder, or with another class.</summary>
    public const int Misplaced = 1;

    /// <summary>
    /// The copy of an item that is gone from the source. Whether the ledger has it as imported does not matter: it was gone already when the pass came that would have
    /// recorded it.
    /// </summary>
    public const int OfVanished = 2;

    /// <summary>There before the first pass.</summary>
    public const int ThereBefore = 3;

    /// <summary>Came after the first pass began, and not by us.</summary>
    public const int Added = 4;

    /// <summary>Where the copy of an item that is gone is looked for: in the folder to which it went; moved from there, among what came when it came; anywhere.</summary>
    private static readonly string[] Places = ["key, class, pair", "key, class, late", "key, class"];

    /// <summary>Tells them apart and counts them by destination folder.</summary>
    public static void Sort(StoreSession session, MatchTally tally, DateTimeOffset firstPassUtc)
    {
        // Most listings cut fractions of a second off; where one tells them it is taken at its word.
        session.Execute(Extra, ("$second", firstPassUtc.UtcTicks - (firstPassUtc.UtcTicks % TimeSpan.TicksPerSecond)), ("$moment", firstPassUtc.UtcTicks));
        session.Run(InOtherFolders);
        session.Run(WithOtherClass);
        session.Run("UPDATE extra SET what = 1 WHERE seq IN (SELECT destination FROM moved)");
        foreach (var place in Places)
        {
            TellVanished(session, place);
        }

        session.Run("UPDATE extra SET what = iif(late, 4, 3) WHERE what = 0");
        session.ForEach(
            "SELECT pair, what, count(*) FROM extra GROUP BY pair, what",
            row =>
            {
                var counts = tally.DestinationOf(row.GetInt32(0));
                var items = row.GetInt64(2);
                _ = row.GetInt32(1) switch
                {
                    Misplaced => counts.Misplaced += items,
                    OfVanished => counts.OfVanished += items,
                    ThereBefore => counts.ThereBefore += items,
                    _ => counts.Added += items,
                };
            });
    }

    /// <summary>
    /// Each item that is gone explains one copy. One key may lie in several folders, as after a move with the store lost in between, and only one of them is its own: an
    /// item that was there before, or that somebody else has put elsewhere, must not take its place.
    /// </summary>
    private static void TellVanished(StoreSession session, string place)
    {
        session.Execute(
            $"""
            INSERT INTO told (ledger, seq)
            SELECT old.ledger, rest.seq
            FROM (SELECT seq, {place}, row_number() OVER (PARTITION BY {place} ORDER BY created, seq) AS number FROM extra WHERE what = 0) AS rest
            JOIN (
                SELECT ledger, {place}, row_number() OVER (PARTITION BY {place} ORDER BY ledger) AS number
                FROM (SELECT *, disposition = $imported AS late FROM gone WHERE disposition <> $excluded AND ledger NOT IN (SELECT ledger FROM told))) AS old
                USING ({place}, number)
            """,
            ("$imported", (int)Disposition.Imported),
            ("$excluded", (int)Disposition.Excluded));
        session.Run("UPDATE extra SET what = 2 WHERE seq IN (SELECT seq FROM told)");
    }

    /// <summary>Of copies too many the latest are taken for the surplus.</summary>
    private const string Extra = """
        INSERT INTO extra (seq, key, class, pair, created, late, at_source, what)
        SELECT seq, key, class, pair, created, ifnull(created >= iif(created % 10000000 = 0, $second, $moment), 1), at_source, 0
        FROM (
            SELECT *, row_number() OVER (PARTITION BY pair, key, class ORDER BY created DESC, seq DESC) AS number
            FROM (
                SELECT max(destination.seq) AS seq, key, class, pair, created, surplus.items, surplus.at_source
                FROM destination JOIN surplus USING (pair, key, class)
                WHERE EXISTS (SELECT 1 FROM surplus)
                GROUP BY destination.id))
        WHERE number <= items
        """;

    private const string InOtherFolders = """
        INSERT INTO moved (source, destination)
        SELECT absent.seq, present.seq
        FROM (SELECT seq, key, class, row_number() OVER (PARTITION BY key, class ORDER BY seq) AS number FROM missing) AS absent
        JOIN (SELECT seq, key, class, row_number() OVER (PARTITION BY key, class ORDER BY created DESC, seq) AS number FROM extra) AS present USING (key, class, number)
        """;

    private const string WithOtherClass = """
        INSERT INTO moved (source, destination)
        SELECT absent.seq, present.seq
        FROM (SELECT seq, key, pair, row_number() OVER (PARTITION BY key, pair ORDER BY seq) AS number FROM missing WHERE seq NOT IN (SELECT source FROM moved)) AS absent
        JOIN (SELECT seq, key, pair, row_number() OVER (PARTITION BY key, pair ORDER BY seq) AS number FROM extra WHERE seq NOT IN (SELECT destination FROM moved)) AS present USING (key, pair, number)
        """;
}

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// The tables of one user's proof. Rows are in listing order and hold numbers: an item takes some fifty bytes. <c>pair</c> is a destination
/// folder's number, or -1 - the source folder's number where there is no counterpart; <c>second</c> tells copies of one search key apart; <c>keyed</c> says by what an
/// item is recognised; <c>state</c> says in which order copies of one item take what the destination has of it.
/// </summary>
internal static class ProofTables
{
    /// <summary>Recognised by nothing but a recorded id.</summary>
    public const int ByRecord = 0;

    /// <summary>Recognised by its search key.</summary>
    public const int BySearchKey = 1;

    /// <summary>Recognised by its second key, as it has no search key.</summary>
    public const int BySecondKey = 2;

    /// <summary>By the ledger at the destination.</summary>
    public const int Arrived = 0;

    /// <summary>By the ledger not copied yet.</summary>
    public const int Open = 1;

    /// <summary>Not in the ledger: came after the last pass.</summary>
    public const int Unknown = 2;

    /// <summary>By the ledger failed.</summary>
    public const int Failed = 3;

    /// <summary>Left out by a rule of the project, and by the ledger not at the destination.</summary>
    public const int Excluded = 4;

    /// <summary>The temporary file is nobody's but ours, and lost with the process: no journal, no sync.</summary>
    public const string Settings = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = FILE; PRAGMA cache_size = -16384;";

    public const string Schema = """
        CREATE TABLE source (
            seq INTEGER PRIMARY KEY, pair INTEGER NOT NULL, key INTEGER NOT NULL, class INTEGER NOT NULL, second INTEGER, keyed INTEGER NOT NULL, id INTEGER NOT NULL,
            folder INTEGER NOT NULL, shard INTEGER NOT NULL, size INTEGER NOT NULL, state INTEGER NOT NULL, ledger INTEGER NOT NULL, reason INTEGER NOT NULL, item_id TEXT);
        CREATE TABLE destination (
            seq INTEGER PRIMARY KEY, pair INTEGER NOT NULL, key INTEGER NOT NULL, class INTEGER NOT NULL, second INTEGER, id INTEGER NOT NULL,
            shard INTEGER NOT NULL, size INTEGER NOT NULL, created INTEGER, item_id TEXT);
        CREATE TABLE gone (
            ledger INTEGER PRIMARY KEY, disposition INTEGER NOT NULL, key INTEGER, class INTEGER NOT NULL, folder TEXT NOT NULL, shard INTEGER NOT NULL, pair INTEGER);
        """;

    /// <summary>What a match leaves over; made anew for each.</summary>
    public const string Leftovers = """
        DROP TABLE IF EXISTS missing; DROP TABLE IF EXISTS surplus; DROP TABLE IF EXISTS extra; DROP TABLE IF EXISTS moved; DROP TABLE IF EXISTS content; DROP TABLE IF EXISTS told;
        CREATE TABLE missing (seq INTEGER PRIMARY KEY, key INTEGER NOT NULL, class INTEGER NOT NULL, pair INTEGER NOT NULL);
        CREATE TABLE surplus (pair INTEGER NOT NULL, key INTEGER NOT NULL, class INTEGER NOT NULL, items INTEGER NOT NULL, at_source INTEGER NOT NULL, PRIMARY KEY (pair, key, class)) WITHOUT ROWID;
        CREATE TABLE extra (seq INTEGER PRIMARY KEY, key INTEGER NOT NULL, class INTEGER NOT NULL, pair INTEGER NOT NULL, created INTEGER, late INTEGER NOT NULL, at_source INTEGER NOT NULL, what INTEGER NOT NULL);
        CREATE TABLE moved (source INTEGER PRIMARY KEY, destination INTEGER NOT NULL UNIQUE);
        CREATE TABLE told (ledger INTEGER PRIMARY KEY, seq INTEGER NOT NULL UNIQUE);
        CREATE TABLE content (number INTEGER PRIMARY KEY, grp INTEGER NOT NULL, side INTEGER NOT NULL, seq INTEGER NOT NULL);
        """;
}

namespace ArchiveMigration.Benchmarks;

/// <summary>What the pretend source tenant holds: so many archives of so many items.</summary>
/// <param name="Mailboxes">Archives, one user each: user1, user2, …</param>
/// <param name="Items">Items in each, in one folder.</param>
/// <param name="Size">Bytes of each; mixed items have sizes of their own.</param>
/// <param name="Kind">What the items are like.</param>
/// <param name="LimitSpeed">0 = no limits; otherwise Microsoft's, with time running so many times faster.</param>
internal sealed record Load(int Mailboxes, int Items, long Size, LoadKind Kind = LoadKind.Plain, double LimitSpeed = 0);

namespace ArchiveMigration.Benchmarks;

/// <summary>What the pretend source tenant holds: so many archives of so many items of one size.</summary>
/// <param name="Mailboxes">Archives, one user each: user0, user1, …</param>
/// <param name="Items">Items in each, in one folder.</param>
/// <param name="Size">Bytes of each.</param>
internal sealed record Load(int Mailboxes, int Items, long Size);

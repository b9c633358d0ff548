namespace ArchiveMigration.Engine.Ledger;

/// <summary>Somebody asks the run that holds the store to stop.</summary>
/// <param name="Id">Its number.</param>
/// <param name="UserId">Only this user; null = the whole run.</param>
/// <param name="AskedBy">Who asks: account and machine.</param>
internal sealed record StopRequest(long Id, long? UserId, string AskedBy);

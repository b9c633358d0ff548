namespace ArchiveMigration.Engine.Ledger;

/// <summary>How many items of a user failed with one error.</summary>
/// <param name="UserId">The user.</param>
/// <param name="ErrorId">The error; see <see cref="ErrorIds"/>.</param>
/// <param name="ServiceCode">The service's code, when it gave one.</param>
/// <param name="Count">Items.</param>
/// <param name="Size">Their sizes in bytes as the source reports them.</param>
/// <param name="FirstItemKey">The first of them in copy order.</param>
/// <param name="LastItemKey">The last of them.</param>
internal sealed record FailureTally(long UserId, string ErrorId, string? ServiceCode, long Count, long Size, long FirstItemKey, long LastItemKey);

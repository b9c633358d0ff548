using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Reports;

/// <summary>All items of a project that failed with one error, however many: a report shows the group and some of its items.</summary>
public sealed record FailureGroup
{
    /// <summary>The error; see <see cref="ErrorIds"/>.</summary>
    public required string ErrorId { get; init; }

    /// <summary>The service's code, when it gave one.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>Items.</summary>
    public required long ItemCount { get; init; }

    /// <summary>Their sizes in bytes as the source reports them.</summary>
    public required long ItemSize { get; init; }

    /// <summary>Users who have any.</summary>
    public required int UserCount { get; init; }

    /// <summary>The users who have the most, with how many.</summary>
    public required IReadOnlyList<(string User, long ItemCount)> Users { get; init; }

    /// <summary>Some of the items, with their users.</summary>
    public required IReadOnlyList<(string User, LedgerItem Item)> Examples { get; init; }

    /// <summary>What an administrator can do about them.</summary>
    public string Remedy => ItemRemedies.Of(ErrorId);
}

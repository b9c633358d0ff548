namespace ArchiveMigration.Engine.Readiness;

/// <summary>
/// What the Exchange plans of a user allow. Plan ids and names: Microsoft's product names and service plan identifiers for licensing; sizes: Exchange Online service
/// description, storage limits.
/// </summary>
/// <param name="Name">The plan's name; null when none of those known is assigned.</param>
/// <param name="ArchiveBytes">What an archive may hold before it is enlarged; null when there may be none.</param>
/// <param name="CanExpand">Whether Exchange enlarges the archive (auto-expanding).</param>
/// <param name="PrimaryBytes">What the primary mailbox may hold; null when the plan says nothing about it.</param>
internal sealed record ArchiveLicence(string? Name, long? ArchiveBytes, bool CanExpand, long? PrimaryBytes)
{
    /// <summary>The most that an auto-expanding archive can become (Microsoft: auto-expanding archiving).</summary>
    public const long LargestArchive = 1536 * Gigabyte;

    /// <summary>From here on Exchange begins to enlarge an archive (Microsoft: auto-expanding archiving; Recoverable Items count as well, and are not seen here).</summary>
    public const long ExpansionBegins = 90 * Gigabyte;

    private const long Gigabyte = 1L << 30;

    /// <summary>The more an archive may hold, the earlier in the list: of several plans the best counts.</summary>
    private static readonly (Guid Id, ArchiveLicence Licence)[] Known =
    [
        (new("efb87545-963c-4e0d-99df-69c6916d9eb0"), new("EXCHANGE_S_ENTERPRISE", 100 * Gigabyte, CanExpand: true, 100 * Gigabyte)),
        (new("176a09a6-7ec5-4039-ac02-b2791c6ba793"), new("EXCHANGE_S_ARCHIVE_ADDON", 100 * Gigabyte, CanExpand: true, PrimaryBytes: null)),
        (new("da040e0a-b393-4bea-bb76-928b3fa1cf5a"), new("EXCHANGE_S_ARCHIVE", 100 * Gigabyte, CanExpand: true, PrimaryBytes: null)),
        (new("9aaf7827-d63c-4b61-89c3-182f06f82e5c"), new("EXCHANGE_S_STANDARD", 50 * Gigabyte, CanExpand: false, 50 * Gigabyte)),
        (new("4a82b400-a79f-41a4-b4e2-e94f5787b113"), new("EXCHANGE_S_DESKLESS", ArchiveBytes: null, CanExpand: false, 2 * Gigabyte)),
    ];

    /// <summary>A licence of which nothing is known.</summary>
    public static ArchiveLicence Unknown { get; } = new(null, null, CanExpand: false, null);

    /// <summary>What several plans allow together.</summary>
    public static ArchiveLicence Of(IReadOnlyCollection<Guid> plans)
    {
        var known = Known.Where(plan => plans.Contains(plan.Id)).Select(plan => plan.Licence).ToList();
        return known.Count == 0
            ? Unknown
            : known[0] with { Name = string.Join(" + ", known.Select(plan => plan.Name)), PrimaryBytes = known.Max(plan => plan.PrimaryBytes) };
    }
}

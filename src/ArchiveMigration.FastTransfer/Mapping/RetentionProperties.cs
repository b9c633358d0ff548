namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// The properties by which messaging records management marks an item: its tags, and what was worked out from them (MS-OXCMSG 2.2.1.60, Retention and
/// Archive Properties). They stand in a row, from PidTagArchiveTag to PidTagArchiveDate.
/// </summary>
public static class RetentionProperties
{
    /// <summary>How many properties there are.</summary>
    public const int Count = 8;

    private const ushort FirstId = 0x3018;

    /// <summary>The properties with the types that the specification gives them; with another it is not the property told of there.</summary>
    public static IReadOnlyList<PropertyTag> All { get; } =
    [
        new(0x3018_0102), // PidTagArchiveTag
        new(0x3019_0102), // PidTagPolicyTag
        new(0x301A_0003), // PidTagRetentionPeriod
        new(0x301B_0102), // PidTagStartDateEtc
        new(0x301C_0040), // PidTagRetentionDate
        new(0x301D_0003), // PidTagRetentionFlags
        new(0x301E_0003), // PidTagArchivePeriod
        new(0x301F_0040), // PidTagArchiveDate
    ];

    /// <summary>Whether a property is one of them.</summary>
    public static bool Contains(PropertyTag tag) => IndexOf(tag.Id) is var index and >= 0 && All[index] == tag;

    /// <summary>Where a property stands in <see cref="All"/>, or -1.</summary>
    internal static int IndexOf(ushort id) => id is >= FirstId and < FirstId + Count ? id - FirstId : -1;
}

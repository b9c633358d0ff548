using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>Whether one user can be migrated, what will come, and how long it takes; found out without moving or changing anything.</summary>
public sealed record UserReadiness
{
    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The source address.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>The destination address.</summary>
    public required string DestinationAddress { get; init; }

    /// <summary>When it was found out, UTC.</summary>
    public required DateTimeOffset TestedUtc { get; init; }

    /// <summary>All that was found, the weightiest first.</summary>
    public required IReadOnlyList<ReadinessFinding> Findings { get; init; }

    /// <summary>The verdict: that of the weightiest finding.</summary>
    [JsonIgnore]
    public ReadinessVerdict Verdict => Findings.Count == 0 ? ReadinessVerdict.Ready : Findings.Max(finding => finding.Verdict);

    /// <summary>What keeps it from beginning or ending.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Blockers => Said(ReadinessVerdict.Blocked);

    /// <summary>What wants to be known beforehand.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Warnings => Said(ReadinessVerdict.Warning);

    /// <summary>What to do about blockers and warnings.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Remedies => Findings.Where(finding => finding.Verdict > ReadinessVerdict.Ready).Select(finding => finding.Remedy).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();

    /// <summary>The first blocker or warning with its remedy, or a word that all is well.</summary>
    [JsonIgnore]
    public string Message => Findings.FirstOrDefault(finding => finding.Verdict > ReadinessVerdict.Ready) is { } first
        ? first.Remedy is null ? first.Message : $"{first.Message} {first.Remedy}"
        : "Ready to migrate.";

    /// <summary>Folders of the source archive that are copied; null when it could not be read.</summary>
    public int? FolderCount { get; init; }

    /// <summary>Folders that a rule of the project leaves out; they count nowhere else.</summary>
    public int ExcludedFolderCount { get; init; }

    /// <summary>Items of the folders that are copied, as the service counts them; null when the archive could not be read. What rules leave out of them by date, kind or size is counted off only with -Deep.</summary>
    public long? ItemCount { get; init; }

    /// <summary>Their bytes as the service reports them; null when the archive could not be read or does not tell.</summary>
    public long? Size { get; init; }

    /// <summary>What lies in which mailbox of the source archive.</summary>
    public IReadOnlyList<ShardSize> Shards { get; init; } = [];

    /// <summary>Items larger than Exchange allows (150 MB); null when that was not found out.</summary>
    public long? LargeItemCount { get; init; }

    /// <summary>Bytes that earlier passes have brought over, as the source reports them.</summary>
    public long DoneSize { get; init; }

    /// <summary>Items that earlier passes have brought over.</summary>
    public long DoneItemCount { get; init; }

    /// <summary>Bytes that are at the destination already; null when it could not be read or does not tell.</summary>
    public long? DestinationSize { get; init; }

    /// <summary>The destination's Exchange plan that counts; null when none of those known is assigned or it could not be read.</summary>
    public string? DestinationPlan { get; init; }

    /// <summary>What the destination may hold by that plan, before it is enlarged; null when that is not known.</summary>
    public long? DestinationQuota { get; init; }

    /// <summary>What is left of it.</summary>
    [JsonIgnore]
    public long? QuotaLeft => DestinationQuota - DestinationSize;

    /// <summary>The shortest time in which Microsoft's limits let the rest be copied; null when the source could not be read.</summary>
    public TimeSpan? TimeAtBest { get; init; }

    private string[] Said(ReadinessVerdict verdict) => Findings.Where(finding => finding.Verdict == verdict).Select(finding => finding.Message).ToArray();
}

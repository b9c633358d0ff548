using System.Text.Json.Serialization;

namespace ArchiveMigration.Engine.Companions;

/// <summary>What became of the settings that accompany a user's mailbox. The last one of each user is kept in the store.</summary>
public sealed record SettingCopyResult
{
    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The source address.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>The destination address.</summary>
    public required string DestinationAddress { get; init; }

    /// <summary>How it ended.</summary>
    public required SettingCopyStatus Status { get; init; }

    /// <summary>Why, when it failed.</summary>
    public string? Detail { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset CopiedUtc { get; init; }

    /// <summary>Each rule and category, and what only a script can carry.</summary>
    public IReadOnlyList<SettingFinding> Findings { get; init; } = [];

    /// <summary>Rules and categories made at the destination; in a preview those that would be.</summary>
    [JsonIgnore]
    public int CarriedCount => Count(SettingOutcome.Carried);

    /// <summary>Those that were there already.</summary>
    [JsonIgnore]
    public int PresentCount => Count(SettingOutcome.Present);

    /// <summary>Those that are not at the destination, or not as at the source.</summary>
    [JsonIgnore]
    public int LeftCount => Findings.Count(IsLeft);

    /// <summary>Whether a setting is not at the destination, or not as at the source.</summary>
    internal static bool IsLeft(SettingFinding finding) => finding.Outcome is SettingOutcome.Different or SettingOutcome.Impossible or SettingOutcome.Failed;

    private int Count(SettingOutcome outcome) => Findings.Count(finding => finding.Outcome == outcome);
}

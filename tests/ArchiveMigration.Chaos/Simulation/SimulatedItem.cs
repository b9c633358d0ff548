using ArchiveMigration.Chaos.Audits;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>An item of a simulated mailbox.</summary>
internal sealed class SimulatedItem
{
    public required MailboxItem Facts { get; set; }

    public required string FolderId { get; set; }

    /// <summary>Its bytes by name, as <see cref="ItemText"/> makes them.</summary>
    public required string Content { get; set; }

    public required int Length { get; set; }

    /// <summary>Not shown by listings before.</summary>
    public DateTimeOffset VisibleFrom { get; init; }

    /// <summary>Its export is refused.</summary>
    public bool IsCorrupt { get; set; }

    /// <summary>For an item of the source: what the audit knows of it.</summary>
    public Lineage? Lineage { get; init; }
}

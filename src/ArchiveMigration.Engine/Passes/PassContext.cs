using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Filters;
using ArchiveMigration.Engine.Passes.Mapping;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>What the steps of one user's pass share.</summary>
internal sealed record PassContext
{
    private ProjectFilter? filter;

    /// <summary>The pass's number in the ledger.</summary>
    public required long PassId { get; init; }

    /// <summary>Whose pass.</summary>
    public required MigrationUser User { get; init; }

    /// <summary>The project's options as they were when the pass began.</summary>
    public required ProjectOptions Options { get; init; }

    /// <summary>What these options leave out, and where folders go.</summary>
    public ProjectFilter Filter => filter ??= ProjectFilter.Of(Options);

    /// <summary>Which of the Pending items are copied.</summary>
    public PassScope Scope { get; init; } = new(null);

    /// <summary>Whether no item is begun now, because of quiet hours.</summary>
    public Func<bool> IsQuiet { get; init; } = static () => false;

    /// <summary>Where items come from.</summary>
    public required IMailbox Source { get; init; }

    /// <summary>Where they go.</summary>
    public required IMailbox Destination { get; init; }

    /// <summary>The record.</summary>
    public required ILedger Ledger { get; init; }

    /// <summary>Memory for item content, shared by all users.</summary>
    public required ByteBudget Budget { get; init; }

    /// <summary>How addresses inside items are mapped; null = items travel byte for byte and are never decoded.</summary>
    public PassMapping? Mapping { get; init; }

    /// <summary>Reads the subjects of items that fail; null = nobody asks.</summary>
    public FailedSubjects? Subjects { get; init; }

    /// <summary>Counts and shows how far it is.</summary>
    public required UserMeter Meter { get; init; }

    /// <summary>Whether copies of items that were changed at the source since are updated.</summary>
    public bool UpdateChanged { get; init; }

    /// <summary>How long an import whose answer was lost, or that a killed run left on its way, gets to arrive and to show in a listing.</summary>
    public required TimeSpan SettleTime { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>What the answers that were lost would have decided.</summary>
    public LostAnswers LostAnswers { get; } = new();

    /// <summary>Waits until the destination's limits let so many bytes go to where an item goes, and keeps that room.</summary>
    public Task<UploadRoom?> KeepUploadRoomAsync(LedgerItem item, long bytes, CancellationToken cancellationToken)
    {
        var folder = new MailboxFolder { Id = item.DestinationFolderId!, Name = item.FolderPath, Path = item.FolderPath };
        var room = Destination.KeepUploadRoomAsync(folder, bytes, cancellationToken);
        if (!room.IsCompleted)
        {
            Meter.Waits();
        }

        return room;
    }
}

using ArchiveMigration.Engine.Ledger.Store;

namespace ArchiveMigration.Engine.Undo;

/// <summary>An item that an undo left at the destination, and why.</summary>
public sealed record UndoProblem
{
    /// <summary>Why.</summary>
    public required UndoReason Reason { get; init; }

    /// <summary>The folder at the destination, or, when the item was not found, the one at the source.</summary>
    public required string Folder { get; init; }

    /// <summary>The message class.</summary>
    public required string ItemClass { get; init; }

    /// <summary>Bytes as the source reports them.</summary>
    public long Size { get; init; }

    /// <summary>The id that the copy had when it was imported.</summary>
    public string? DestinationItemId { get; init; }

    /// <summary>The stable id of the condition, see <see cref="ErrorIds"/>.</summary>
    public required string ErrorId { get; init; }

    /// <summary>What happened, in words.</summary>
    public required string Message { get; init; }

    /// <summary>The service's code, when it refused.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>The service's request id, when it refused.</summary>
    public string? RequestId { get; init; }

    internal static UndoProblem Of(
        UndoState state, string folder, string itemClass, long size, string? destinationId, string? errorId, string? message, string? serviceCode, string? requestId)
    {
        var (reason, error, said) = state switch
        {
            UndoState.Changed => (UndoReason.Changed, ErrorIds.DestinationItemChanged, "It was changed after it was imported. -Force removes it all the same."),
            UndoState.Foreign => (UndoReason.NotOurs, ErrorIds.DestinationItemChanged, "What has its id now is another item: its search key is not that of the item that was imported."),
            UndoState.Missing => (UndoReason.Missing, ErrorIds.CopyMissing, "It is in no folder under the id that it was imported as: somebody removed or moved it, or Exchange moved it to another part of the archive. It counts as copied, so no pass copies it again, unless -Force is given."),
            _ => (UndoReason.Refused, errorId ?? ErrorIds.ServiceError, message ?? "The service refused to delete it."),
        };
        return new UndoProblem
        {
            Reason = reason,
            Folder = folder,
            ItemClass = itemClass,
            Size = size,
            DestinationItemId = destinationId,
            ErrorId = error,
            Message = said,
            ServiceCode = serviceCode,
            RequestId = requestId,
        };
    }
}

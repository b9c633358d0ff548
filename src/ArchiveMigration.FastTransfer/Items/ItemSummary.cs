using System.Buffers;

namespace ArchiveMigration.FastTransfer.Items;

/// <summary>What tells an item apart, found in one pass without holding the item.</summary>
/// <param name="MessageClass">PidTagMessageClass, or null.</param>
/// <param name="Subject">PidTagSubject, at most its first 1,024 characters, or null.</param>
/// <param name="SearchKey">PidTagSearchKey of the item itself, or empty. It survives an import, unlike the item's id.</param>
/// <param name="DeliveryTime">PidTagMessageDeliveryTime in UTC, or null.</param>
/// <param name="LastModified">PidTagLastModificationTime in UTC, or null.</param>
/// <param name="Length">Bytes of the item as transferred, headers of records included.</param>
public sealed record ItemSummary(
    string? MessageClass,
    string? Subject,
    ReadOnlyMemory<byte> SearchKey,
    DateTimeOffset? DeliveryTime,
    DateTimeOffset? LastModified,
    long Length)
{
    /// <summary>PidTagInternetMessageId, at most its first 1,024 characters, or null.</summary>
    public string? MessageId { get; init; }

    /// <summary>PidTagClientSubmitTime in UTC, or null.</summary>
    public DateTimeOffset? SubmitTime { get; init; }

    /// <summary>Reads an item from memory.</summary>
    /// <exception cref="FastTransferFormatException">The bytes are not an item, or not a whole one.</exception>
    public static ItemSummary Read(ReadOnlySpan<byte> item)
    {
        var inspector = new ItemInspector();
        inspector.Push(item);
        return inspector.Complete();
    }

    /// <summary>Reads an item from memory in pieces.</summary>
    /// <exception cref="FastTransferFormatException">The bytes are not an item, or not a whole one.</exception>
    public static ItemSummary Read(in ReadOnlySequence<byte> item)
    {
        var inspector = new ItemInspector();
        foreach (var piece in item)
        {
            inspector.Push(piece.Span);
        }

        return inspector.Complete();
    }

    /// <summary>Reads an item up to the stream's end.</summary>
    /// <exception cref="FastTransferFormatException">The bytes are not an item, or not a whole one.</exception>
    public static ItemSummary Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var inspector = new ItemInspector();
        var buffer = ArrayPool<byte>.Shared.Rent(81_920);
        try
        {
            int count;
            while ((count = stream.Read(buffer)) != 0)
            {
                inspector.Push(buffer.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return inspector.Complete();
    }
}

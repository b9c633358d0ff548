using System.Buffers;

namespace ArchiveMigration.FastTransfer.Items;

/// <summary>
/// A whole item as a tree, every value in memory: meant for small items, for looking into and for tests. Large or many items
/// are read with <see cref="FastTransferReader"/>.
/// </summary>
public sealed class FastTransferItem
{
    internal FastTransferItem(FastTransferVersion version, ItemMessage message)
    {
        Version = version;
        Message = message;
    }

    /// <summary>The server version in the item's header.</summary>
    public FastTransferVersion Version { get; }

    /// <summary>The item.</summary>
    public ItemMessage Message { get; }

    /// <summary>Reads an item from memory.</summary>
    /// <exception cref="FastTransferFormatException">The bytes are not an item, or not a whole one.</exception>
    public static FastTransferItem Read(ReadOnlySpan<byte> item)
    {
        var builder = new ItemTreeBuilder();
        builder.Push(item);
        return builder.Complete();
    }

    /// <summary>Reads an item up to the stream's end.</summary>
    /// <exception cref="FastTransferFormatException">The bytes are not an item, or not a whole one.</exception>
    public static FastTransferItem Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var builder = new ItemTreeBuilder();
        var buffer = ArrayPool<byte>.Shared.Rent(81_920);
        try
        {
            int count;
            while ((count = stream.Read(buffer)) != 0)
            {
                builder.Push(buffer.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return builder.Complete();
    }
}

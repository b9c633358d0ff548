using System.Buffers;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Reads an exported item's text into rented segments as far as the budget allows. A whole item can be uploaded with a
/// Content-Length and sent again; what does not fit keeps its head here and the rest in the open export.
/// </summary>
internal sealed partial class ItemBuffer
{
    /// <summary>Bytes of one segment.</summary>
    internal const int SegmentSize = 64 * 1024;

    /// <summary>More text than this is never held whole.</summary>
    internal const int MostBuffered = 4 * 1024 * 1024;

    private readonly ByteBudget budget;
    private readonly List<(byte[] Bytes, int Count)> segments = [];

    private ItemBuffer(ByteBudget budget) => this.budget = budget;

    /// <summary>Whether the text ended within the segments.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Bytes held.</summary>
    public long Length { get; private set; }

    /// <summary>Reads until the text ends, <see cref="MostBuffered"/> is reached or the budget is used up.</summary>
    public static async Task<ItemBuffer> ReadAsync(Stream text, ByteBudget budget, CancellationToken cancellationToken)
    {
        await budget.TakeAsync(SegmentSize, cancellationToken).ConfigureAwait(false);
        var buffer = new ItemBuffer(budget);
        try
        {
            while (await buffer.FillSegmentAsync(text, cancellationToken).ConfigureAwait(false))
            {
                if (buffer.Length >= MostBuffered || !budget.TryTake(SegmentSize))
                {
                    return buffer;
                }
            }

            buffer.IsWhole = true;
            return buffer;
        }
        catch
        {
            buffer.Release();
            throw;
        }
    }

    /// <summary>Writes what is held.</summary>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        foreach (var (bytes, count) in segments)
        {
            await destination.WriteAsync(bytes.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Shows what is held, piece by piece.</summary>
    public void Show(Action<ReadOnlyMemory<byte>> show)
    {
        foreach (var (bytes, count) in segments)
        {
            show(bytes.AsMemory(0, count));
        }
    }

    /// <summary>Gives segments and budget back; harmless when done twice.</summary>
    public void Release()
    {
        foreach (var (bytes, _) in segments)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        budget.Give((long)segments.Count * SegmentSize);
        segments.Clear();
    }

    private async Task<bool> FillSegmentAsync(Stream text, CancellationToken cancellationToken)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(SegmentSize);
        var index = segments.Count;
        segments.Add((bytes, 0));
        var count = await text.ReadAtLeastAsync(bytes.AsMemory(0, SegmentSize), SegmentSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        segments[index] = (bytes, count);
        Length += count;
        return count == SegmentSize;
    }
}

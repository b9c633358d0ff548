using System.Buffers;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>The first of two passes over items too large to hold: makes the plan of one item after the other, and measures its text.</summary>
internal sealed class StreamPlanner : IDisposable
{
    private readonly LegacyAddressesMet met = new();
    private readonly AddressPlanner planner;
    private readonly Base64Pieces pieces = new();
    private bool isBase64;

    public StreamPlanner(MappingRules rules) => planner = rules.NewPlanner(met);

    /// <summary>The plan, valid until the next item.</summary>
    public AddressPlan Plan { get; private set; } = null!;

    /// <summary>Bytes of the item's text as exported.</summary>
    public long TextLength { get; private set; }

    /// <summary>Whether there is something to rewrite in the second pass.</summary>
    public bool IsMapped => isBase64 && Plan.Outcome == MappingOutcome.Mapped;

    /// <summary>Begins an item. False when its beginning shows already that it cannot be mapped.</summary>
    public bool Begin(ItemBuffer head)
    {
        planner.Reset();
        pieces.Reset();
        isBase64 = true;
        TextLength = head.Length;
        head.Show(piece => Push(piece.Span));
        return isBase64 && !planner.IsRefused;
    }

    /// <summary>Reads an item that was begun to its end.</summary>
    /// <param name="rest">What follows its beginning.</param>
    /// <param name="needsLength">Whether the length is wanted even if the item turns out not to be readable; otherwise the rest of such a one is left.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">Transient: the export broke off.</exception>
    public async Task ReadAsync(Stream rest, bool needsLength, CancellationToken cancellationToken)
    {
        var text = ArrayPool<byte>.Shared.Rent(ItemBuffer.SegmentSize);
        try
        {
            int count;
            while ((needsLength || (isBase64 && !planner.IsRefused)) && (count = await rest.ReadAsync(text.AsMemory(0, ItemBuffer.SegmentSize), cancellationToken).ConfigureAwait(false)) > 0)
            {
                TextLength += count;
                Push(text.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    /// <summary>Makes the plan of what was read.</summary>
    public MappingReport Complete()
    {
        if (isBase64 && !planner.IsRefused && (isBase64 = pieces.TryEnd(out var last)))
        {
            planner.Push(last);
        }

        Plan = planner.Complete();
        return MappingReport.Of(isBase64 ? AddressMapping.Of(Plan) : new AddressMapping(MappingOutcome.NotMapped, 0, 0, 0, Base64Pieces.NotBase64), met);
    }

    public void Dispose() => pieces.Dispose();

    private void Push(ReadOnlySpan<byte> text)
    {
        if (isBase64 && !planner.IsRefused && (isBase64 = pieces.TryDecode(text, out var item)))
        {
            planner.Push(item);
        }
    }
}

using System.Buffers;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>Maps items that are whole in memory, one after the other. Its buffers are kept from item to item.</summary>
internal sealed class BufferedItemMapper : IDisposable
{
    private readonly LegacyAddressesMet met = new();
    private readonly AddressMapper mapper;
    private byte[] item = [];

    public BufferedItemMapper(MappingRules rules) => mapper = rules.NewMapper(met);

    /// <summary>Maps the item and puts the mapped text in the place of its own; unless it was mapped, the text stays as it was exported.</summary>
    public MappingReport Map(ItemBuffer text)
    {
        EnsureRoom(ItemBuffer.DecodedSize(text.Length));
        if (!text.TryDecode(item, out var length))
        {
            return MappingReport.NotMapped(Base64Pieces.NotBase64);
        }

        var result = mapper.Map(item.AsMemory(0, length), out var mapped);
        if (result.Outcome == MappingOutcome.Mapped)
        {
            text.Encode(mapped.Span);
        }

        return MappingReport.Of(result, met);
    }

    public void Dispose()
    {
        mapper.Dispose();
        Return();
    }

    private void EnsureRoom(int size)
    {
        if (size > item.Length)
        {
            Return();
            item = ArrayPool<byte>.Shared.Rent(size);
        }
    }

    private void Return()
    {
        if (item.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(item);
            item = [];
        }
    }
}

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Maps items that are held in memory, one after the other, by one thread at a time. For items too large for that, see
/// <see cref="AddressPlanner"/>. Nothing is allocated per property; buffers are kept from item to item until it is disposed.
/// </summary>
public sealed class AddressMapper : IDisposable
{
    /// <summary>Records' headers of an item of a given content, generously: each record but the last is nearly full.</summary>
    private const int HeadersShare = 2_048;

    private readonly AddressPlanner planner;
    private readonly MappedItemCheck check = new();
    private readonly FastTransferReader reader = new();
    private readonly PooledBuffer output = new();

    /// <inheritdoc cref="AddressPlanner(AddressMap, AddressDirectory?, AddressMapperOptions?, ILegacyAddressObserver?)"/>
    public AddressMapper(
        AddressMap map, AddressDirectory? directory = null, AddressMapperOptions? options = null, ILegacyAddressObserver? observer = null) =>
        planner = new AddressPlanner(map, directory, options, observer);

    /// <summary>Maps an item. No bytes make it throw.</summary>
    /// <param name="item">The item as exported.</param>
    /// <param name="mapped">
    /// The mapped item, valid until the next call, when the outcome is <see cref="MappingOutcome.Mapped"/>; otherwise
    /// <paramref name="item"/> itself.
    /// </param>
    public AddressMapping Map(ReadOnlyMemory<byte> item, out ReadOnlyMemory<byte> mapped)
    {
        mapped = item;
        planner.Reset();
        planner.Push(item.Span);
        var plan = planner.Complete();
        if (plan.Outcome != MappingOutcome.Mapped)
        {
            return AddressMapping.Of(plan, 0);
        }

        var contentLength = plan.ContentLength + plan.ContentGrowth;
        var room = RecordLayout.ItemHeaderSize + contentLength + (contentLength / HeadersShare) + (2 * RecordLayout.RecordHeaderSize);
        if (room > Array.MaxLength)
        {
            return AddressMapping.NotMapped("it would be too large to be held in memory");
        }

        output.Restart((int)room);
        Write(item.Span, plan);
        if (!check.IsAsPlanned(item.Span, output.Written.Span, plan))
        {
            return AddressMapping.NotMapped("the mapped item differs from the original in more than its addresses");
        }

        mapped = output.Written;
        return AddressMapping.Of(plan, mapped.Length);
    }

    /// <summary>Returns rented buffers; the last mapped item is void.</summary>
    public void Dispose() => output.Dispose();

    private void Write(ReadOnlySpan<byte> item, AddressPlan plan)
    {
        if (SingleRecordCopier.Fits(plan))
        {
            SingleRecordCopier.Copy(item, plan, output);
            return;
        }

        reader.Reset();
        var copier = new PatchingCopier(reader, plan, version => new MemoryRecordWriter(output, version), null);
        copier.Push(item);
        copier.Complete();
    }
}
